package dev.leeway.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.leeway.topics.TopicSpec;
import dev.leeway.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(SharedKafka.class)
class TopicCreatorTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private Admin admin;
  private TopicCreator creator;

  @BeforeEach
  void connect(EmbeddedKafka kafka) {
    admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    creator = new TopicCreator(admin, 1, TIMEOUT);
  }

  @AfterEach
  void disconnect() {
    admin.close();
  }

  @Test
  void create_makesAllTopicsWithTheirSettings() throws Exception {
    Topics topics = new Topics("creator-all", 3);

    creator.create(topics);

    for (TopicSpec spec : topics.all()) {
      TopicDescription made = describe(spec.name());
      assertThat(made.partitions()).as(spec.name()).hasSize(spec.partitions());
      Config config = config(spec.name());
      spec.config()
          .forEach(
              (name, value) ->
                  assertThat(config.get(name).value())
                      .as(spec.name() + " " + name)
                      .isEqualTo(value));
    }
  }

  @Test
  void create_again_changesNothing() throws Exception {
    Topics topics = new Topics("creator-again", 2);
    creator.create(topics);
    String id = describe(topics.predictions()).topicId().toString();

    creator.create(topics);

    assertThat(describe(topics.predictions()).topicId()).hasToString(id);
  }

  @Test
  void create_besideLabelsOfOtherCount_makesNothingAndSaysWhatToDo() throws Exception {
    Topics topics = new Topics("creator-count", 4);
    make(
        new NewTopic(topics.labels(), 2, (short) 1)
            .configs(Map.of("message.timestamp.type", "LogAppendTime")));

    assertThatExceptionOfType(TopicSetupException.class)
        .isThrownBy(() -> creator.create(topics))
        .withMessageContaining(topics.labels())
        .withMessageContaining("has 2 partitions and needs 4")
        .withMessageContaining("configuration");
    assertThat(admin.listTopics().names().get(10, TimeUnit.SECONDS))
        .doesNotContain(topics.predictions());

    Topics fitting = new Topics("creator-count", 2);
    assertThatCode(() -> creator.create(fitting)).doesNotThrowAnyException();
  }

  @Test
  void create_besidePredictionsByTheSendersClock_makesNothingAndSaysWhatToDo() throws Exception {
    Topics topics = new Topics("creator-clock", 2);
    make(new NewTopic(topics.predictions(), 2, (short) 1));

    assertThatExceptionOfType(TopicSetupException.class)
        .isThrownBy(() -> creator.create(topics))
        .withMessageContaining(topics.predictions() + " has message.timestamp.type=CreateTime")
        .withMessageContaining("alter it to LogAppendTime");
    assertThat(admin.listTopics().names().get(10, TimeUnit.SECONDS))
        .doesNotContain(topics.labels());
  }

  @Test
  void create_besideTopicsThatWouldForget_namesThemAll() throws Exception {
    Topics topics = new Topics("creator-policy", 2);
    make(new NewTopic(topics.schemas(), 1, (short) 1));
    make(new NewTopic(topics.outbox(), 3, (short) 1).configs(Map.of("cleanup.policy", "compact")));

    assertThatExceptionOfType(TopicSetupException.class)
        .isThrownBy(() -> creator.create(topics))
        .withMessageContaining(topics.schemas() + " has cleanup.policy=delete")
        .withMessageContaining(topics.outbox() + " has 3 partitions and needs 1");
  }

  @Test
  void create_besideProfilesOfOtherCount_leavesThem() throws Exception {
    Topics topics = new Topics("creator-free", 2);
    make(new NewTopic(topics.profiles(), 5, (short) 1));

    creator.create(topics);

    assertThat(describe(topics.profiles()).partitions()).hasSize(5);
  }

  @Test
  void create_withMoreCopiesThanBrokers_saysSo() {
    TopicCreator three = new TopicCreator(admin, 3, TIMEOUT);

    assertThatExceptionOfType(TopicSetupException.class)
        .isThrownBy(() -> three.create(new Topics("creator-three", 1)))
        .withMessageContaining("eplication factor");
  }

  @Test
  void create_whenNobodyAnswers_saysSo() {
    try (Admin lonely = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:1"))) {
      TopicCreator creator = new TopicCreator(lonely, 1, Duration.ofMillis(500));

      assertThatExceptionOfType(TopicSetupException.class)
          .isThrownBy(() -> creator.create(Topics.withDefaults()))
          .withMessageContaining("did not answer");
      lonely.close(Duration.ZERO);
    }
  }

  /** The broker answers before it tells others of the topic; whoever looks next must see it. */
  private void make(NewTopic topic) throws Exception {
    admin.createTopics(List.of(topic)).all().get(10, TimeUnit.SECONDS);
    await().ignoreExceptions().until(() -> describe(topic.name()).partitions().size() > 0);
  }

  private TopicDescription describe(String topic) throws Exception {
    return admin
        .describeTopics(List.of(topic))
        .allTopicNames()
        .get(10, TimeUnit.SECONDS)
        .get(topic);
  }

  private Config config(String topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return admin.describeConfigs(List.of(resource)).all().get(10, TimeUnit.SECONDS).get(resource);
  }
}
