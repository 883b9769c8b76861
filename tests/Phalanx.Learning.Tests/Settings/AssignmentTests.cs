using static Phalanx.Learning.Tests.Settings.StandIns;

namespace Phalanx.Learning.Tests.Settings;

/// <summary>Values given as texts, and every sentence that refuses one.</summary>
public sealed class AssignmentTests
{
    [Theory]
    [InlineData("learner.lr=1e-3", "learner.lr", "0.001")]
    [InlineData("learner.lr = 0.25", "learner.lr", "0.25")]
    [InlineData("learner.optimiser=adam", "learner.optimiser", "adam")]
    [InlineData("learner.target_unit=training_steps", "learner.target_unit", "training_steps")]
    [InlineData("learner.double_q=false", "learner.double_q", "false")]
    [InlineData("training.steps=2e6", "training.steps", "2000000")]
    [InlineData("training.steps_per_episode=1/8", "training.steps_per_episode", "0.125")]
    [InlineData("training.seed=18446744073709551615", "training.seed", "18446744073709551615")]
    [InlineData("training.threads=4", "training.threads", "4")]
    [InlineData("training.threads=", "training.threads", "null")]
    [InlineData("exploration.epsilon.finish=1", "exploration.epsilon.finish", "1")]
    [InlineData("env.punishment=-4", "env.punishment", "-4")]
    [InlineData("env.clip_at=null", "env.clip_at", "null")]
    [InlineData("env.clip_at=-10", "env.clip_at", "-10")]
    [InlineData("env.path=a b=c.json", "env.path", "\"a b=c.json\"")]
    [InlineData("env.path=null", "env.path", "\"null\"")]
    [InlineData("env.label=", "env.label", "null")]
    [InlineData("env.observation=step_one_hot", "env.observation", "step_one_hot")]
    [InlineData("algorithm.embedding=8", "algorithm.embedding", "8")]
    public void A_text_becomes_a_value(string assignment, string path, string written) =>
        Assert.Equal(written, Resolver().Resolve(Request(assignment))[path].Text);

    [Theory]
    [InlineData("learner.lr=fast", "learner.lr is 'fast'; it must be a finite number above 0")]
    [InlineData("learner.lr=", "learner.lr is ''; it must be a finite number above 0")]
    [InlineData("learner.lr=0", "learner.lr is 0; it must be a finite number above 0")]
    [InlineData("learner.lr=NaN", "learner.lr is NaN; it must be a finite number above 0")]
    [InlineData("learner.lr=1e999", "learner.lr is 1e999; it must be a finite number above 0")]
    [InlineData("learner.lr=1/0", "learner.lr is '1/0'; it must be a finite number above 0")]
    [InlineData("learner.lr=0.1,5", "learner.lr is '0.1,5'; it must be a finite number above 0")]
    [InlineData("learner.gamma=1.01", "learner.gamma is 1.01; it must be a finite number from 0 to 1")]
    [InlineData("learner.adam_beta1=1", "learner.adam_beta1 is 1; it must be a finite number of at least 0 and below 1")]
    [InlineData("learner.target_rate=0", "learner.target_rate is 0; it must be a finite number above 0 and at most 1")]
    [InlineData("learner.double_q=yes", "learner.double_q is 'yes'; it must be true or false")]
    [InlineData("learner.optimiser=adamm", "learner.optimiser is 'adamm'; it must be one of rmsprop, adam; did you mean 'adam'?")]
    [InlineData("learner.optimiser=sgd", "learner.optimiser is 'sgd'; it must be one of rmsprop, adam")]
    [InlineData("learner.batch_episodes=many", "learner.batch_episodes is 'many'; it must be a whole number from 1 to 2147483647")]
    [InlineData("learner.batch_episodes=3e9", "learner.batch_episodes is 3e9; it must be a whole number from 1 to 2147483647")]
    [InlineData("learner.batch_episodes=2.5", "learner.batch_episodes is 2.5; it must be a whole number from 1 to 2147483647")]
    [InlineData("learner.batch_episodes=1e-40", "learner.batch_episodes is 1e-40; it must be a whole number from 1 to 2147483647")]
    [InlineData("training.steps=0", "training.steps is 0; it must be a whole number of at least 1")]
    [InlineData("training.seed=-1", "training.seed is -1; it must be a whole number of at least 0")]
    [InlineData("training.threads=0", "training.threads is 0; it must be a whole number from 1 to 2147483647, or empty")]
    [InlineData("env.actions=11", "env.actions is 11; it must be a whole number from 2 to 10")]
    [InlineData("env.share=1", "env.share is 1; it must be a finite number above 0 and below 1")]
    [InlineData("env.clip_at=11", "env.clip_at is 11; it must be a finite number of at most 10, or empty")]
    [InlineData("env.punishment=none", "env.punishment is 'none'; it must be a finite number")]
    [InlineData("env.difficulty=heard", "env.difficulty is 'heard'; it must be one of easy, hard; did you mean 'hard'?")]
    [InlineData("env.observation=one_hot", "env.observation is 'one_hot'; it must be one of one, step_one_hot")]
    public void A_wrong_value_is_refused_with_what_is_allowed(string assignment, string sentence) =>
        Assert.Equal(sentence, Refusal(() => Resolver().Resolve(Request(assignment))));

    [Theory]
    [InlineData("learner.lrr=1", "unknown setting 'learner.lrr'; did you mean 'learner.lr'?")]
    [InlineData("Learner.Lr=1", "unknown setting 'Learner.Lr'; did you mean 'learner.lr'?")]
    [InlineData("lr=1", "unknown setting 'lr'; did you mean 'learner.lr'?")]
    [InlineData("gama=1", "unknown setting 'gama'; did you mean 'learner.gamma'?")]
    [InlineData("training.batch_episodes=1", "unknown setting 'training.batch_episodes'; did you mean 'learner.batch_episodes'?")]
    [InlineData("learner.lr.x=1", "unknown setting 'learner.lr.x'; did you mean 'learner.lr'?")]
    [InlineData("rollout.flights=1", "unknown setting 'rollout.flights'; rollout has environments")]
    [InlineData("brain.size=1", "unknown setting 'brain.size'; settings are in the groups env, algorithm, agent, exploration, rollout, replay, learner, training, evaluation, checkpoint")]
    [InlineData("exploration.epsilon=1", "'exploration.epsilon' is a group of settings, not one; it has start, finish, steps")]
    [InlineData("env.squared=9", "unknown setting 'env.squared'; env has observation, punishment, share, actions, seed, clip_at, path, label, difficulty")]
    public void An_unknown_setting_is_refused_with_the_nearest_right_one(string assignment, string sentence) =>
        Assert.Equal(sentence, Refusal(() => Resolver().Resolve(Request(assignment))));

    [Theory]
    [InlineData("learner.lr", "--set 'learner.lr' is not an assignment; write --set path=value")]
    [InlineData("=3", "--set '=3' is not an assignment; write --set path=value")]
    [InlineData("algorithm.name=vdn", "algorithm.name cannot be set; name the algorithm and the environment as arguments or in --config")]
    [InlineData("env.name=squeeze", "env.name cannot be set; name the algorithm and the environment as arguments or in --config")]
    [InlineData("learner.batch_episodes=6000", "learner.batch_episodes is 6000; it must be at most replay.capacity_episodes, which is 5000")]
    public void What_is_no_assignment_is_refused(string assignment, string sentence) =>
        Assert.Equal(sentence, Refusal(() => Resolver().Resolve(Request(assignment))));

    [Fact]
    public void Two_ways_to_shape_targets_exclude_each_other() => Assert.Equal(
        "learner.n_step is 3 while learner.td_lambda is 0.6; only one of them can shape the targets: n_step must be 1 or td_lambda 0",
        Refusal(() => Resolver().Resolve(Request("learner.n_step=3", "learner.td_lambda=0.6"))));

    [Fact]
    public void Of_two_assignments_the_last_counts() =>
        Assert.Equal(2.0, Resolver().Resolve(Request("learner.lr=1", "learner.lr=2")).Run.Learner.Lr);

    [Fact]
    public void A_sentence_stays_on_one_line_and_bearably_short()
    {
        string sentence = Refusal(() => Resolver().Resolve(Request($"learner.lr=a\nb{new string('x', 5000)}")));

        Assert.Equal($"learner.lr is 'a?b{new string('x', 57)}...'; it must be a finite number above 0", sentence);
    }
}
