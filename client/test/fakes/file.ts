/** A style sheet or picture, as tests see it. */
export default '';
