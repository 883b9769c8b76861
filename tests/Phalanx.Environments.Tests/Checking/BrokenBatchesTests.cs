namespace Phalanx.Environments.Tests;

/// <summary>Batches that break the rules that single environments cannot break.</summary>
public sealed class BrokenBatchesTests
{
    [Fact]
    public void A_batch_that_accepts_actions_out_of_range_and_steps_after_the_end_is_found()
    {
        CheckReport report = EnvironmentChecker.Check(count => new UncheckedBatch(count));

        Assert.Equal(
            [
                "action 3 is accepted although actions run from 0 to 2; refuse it with an exception",
                "a step after the end of the episode is accepted; refuse it with an exception",
            ],
            report.Select(finding => finding.Sentence));
    }

    [Fact]
    public void A_batch_that_ignores_the_order_of_the_data_is_found() => AssertFinds(
        "together", "environments must share nothing that changes", count => new UncheckedBatch(count) { IgnoresOrder = true });

    [Fact]
    public void A_batch_of_too_few_environments_is_found() => AssertFinds(
        "count", "4 environments were asked for but Count is 3; make as many as asked for", count => new UncheckedBatch(Math.Max(1, count - 1)));

    [Fact]
    public void A_batch_whose_steps_allocate_is_found()
    {
        Finding finding = AssertFinds("allocation", "a step allocates", count => new UncheckedBatch(count) { Allocates = true });
        Assert.False(finding.IsHint);
    }

    [Fact]
    public void A_batch_that_accepts_continuous_actions_out_of_bounds_is_found() => AssertFinds(
        "refuses",
        "an action of 3 is accepted although it lies outside its bounds",
        count => new UncheckedBatch(count, ActionSpec.Continuous(1, -1, 1)));

    private static Finding AssertFinds(string rule, string sentence, Func<int, IEnvironmentBatch> create)
    {
        Finding finding = Assert.Single(EnvironmentChecker.Check(create), finding => finding.Rule == rule);
        Assert.Contains(sentence, finding.Sentence, StringComparison.Ordinal);
        return finding;
    }

    /// <summary>Three steps whose rewards are drawn from the seed; checks nothing.</summary>
    private sealed class UncheckedBatch(int count, ActionSpec? actions = null) : IEnvironmentBatch
    {
        private readonly (ulong Seed, int Steps)[] _episodes = new (ulong, int)[count];
        private float[] _scratch = [];

        public bool IgnoresOrder { get; init; }

        public bool Allocates { get; init; }

        public EnvironmentSpec Spec { get; } = new()
        {
            Name = "careless",
            Agents = 1,
            Actions = actions ?? ActionSpec.Discrete(3),
            ObservationSize = 1,
            StateSize = 1,
            EpisodeLimit = 3,
        };

        public int Count => count;

        public void Reset(int environment, ulong seed) => _episodes[environment] = (seed, 0);

        public void Step(ReadOnlySpan<int> environments, JointAction actions, Span<StepResult> results)
        {
            _scratch = Allocates ? new float[4] : _scratch;
            for (int row = 0; row < environments.Length; row++)
            {
                ref (ulong Seed, int Steps) episode = ref _episodes[IgnoresOrder ? row : environments[row]];
                episode.Steps++;
                results[row] = new StepResult(episode.Seed % 1000, Truncated: episode.Steps >= 3);
            }
        }

        public void WriteObservations(ReadOnlySpan<int> environments, Span<float> observations) => WriteState(environments, observations);

        public void WriteState(ReadOnlySpan<int> environments, Span<float> states)
        {
            for (int row = 0; row < environments.Length; row++)
            {
                states[row] = _episodes[environments[row]].Steps;
            }
        }
    }
}
