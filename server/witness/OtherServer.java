import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.util.List;

/** mongo-java-server on a free loopback port, in memory; ends when its standard input closes. */
class OtherServer {
  /** Present drivers refuse the wire version 8 that mongo-java-server names of itself. */
  private static class MongoDb44 implements MongoVersion {
    @Override
    public int getWireVersion() {
      return 9;
    }

    @Override
    public List<Integer> getVersionArray() {
      return List.of(4, 4, 0);
    }
  }

  /**
   * mongo-java-server passes over partialFilterExpression, so that a unique partial index would refuse documents it does
   * not hold. Such an index is made sparse, the nearest that it knows; it is the same where the filter is that the field
   * exists.
   */
  private static class Backend extends MemoryBackend {
    @Override
    public Document handleMessage(MongoMessage message) {
      Document command = message.getDocument();
      if (command.containsKey("createIndexes")) {
        for (Object index : (Iterable<?>) command.get("indexes")) asSparse((Document) index);
      }
      try {
        return super.handleMessage(message);
      } catch (MongoServerException error) {
        // Since 7.0 MongoDB takes it that what is to be dropped is not there.
        if (command.containsKey("drop") && "ns not found".equals(error.getMessage())) {
          return new Document("ok", 1.0);
        }
        throw error;
      }
    }

    private static void asSparse(Document index) {
      if (index.get("partialFilterExpression") instanceof Document && Boolean.TRUE.equals(index.get("unique"))) {
        index.put("sparse", true);
        index.remove("partialFilterExpression");
      }
    }
  }

  public static void main(String[] args) throws Exception {
    MongoServer server = new MongoServer(new Backend().version(new MongoDb44()));
    System.out.println("{\"port\":" + server.bind().getPort() + "}");
    while (System.in.read() >= 0) {}
    server.shutdownNow();
  }
}
