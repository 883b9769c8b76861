using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Recording;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Tests.Training;
using Phalanx.Learning.Training;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Learning.Tests.Recording;

public class EpisodeRecordingTests
{
    private const int Episodes = 20;
    private const int Recorded = 18;

    private static readonly EnvironmentRegistry Environments = EnvironmentRegistry.WithBuiltIns();

    public static TheoryData<string, string, RecordedOutputs, string> Teams => new()
    {
        { "qmix", "predator-prey", RecordedOutputs.Values, "q_tot" },
        { "cw-qmix", "battle/3m", RecordedOutputs.Values, "q_tot q_star" },
        { "iql", "matrix/qtran", RecordedOutputs.Values, "" },
        { "qtran-base", "matrix/two-step", RecordedOutputs.Values, "q_jt q_sum" },
        { "dmix", "switch-2", RecordedOutputs.Means, "z_tot" },
        { "coma", "lbf/8x8-2p-3f", RecordedOutputs.Probabilities, "" },
        { "refil", "group-matching", RecordedOutputs.Values, "q_tot" },
        { "qmix", "mpe/spread", RecordedOutputs.Values, "q_tot" },
        { "vdn", "rware/tiny-2ag", RecordedOutputs.Values, "q_tot" },
        { "vdn-ac", "two-quadratics", RecordedOutputs.None, "" },
        { "fsv", "two-quadratics", RecordedOutputs.MeanAndDeviation, "" },
    };

    [Theory]
    [MemberData(nameof(Teams))]
    public void A_recorded_evaluation_has_the_same_figures_and_its_record_is_true(
        string algorithm, string environment, RecordedOutputs outputs, string joint)
    {
        LearningProblem problem = Problem(algorithm, environment);
        var plain = Test(problem, threads: 1, null, out _);
        Assert.Equal(plain, Test(problem, threads: 1, Recorded, out byte[] bytes));
        using RecordFile record = RecordFileTests.Opened(bytes);
        Assert.Equal(Recorded, record.Episodes.Count);
        Assert.Equal((outputs, algorithm, environment), (record.Header.Outputs, record.Header.Algorithm, record.Header.Environment));
        Assert.Equal(joint, string.Join(' ', record.Header.Joint));
        using IEnvironmentBatch again = Environments[environment].Create(problem.Settings.Env, 1);
        Assert.Empty(RecordVerification.Differences(record, again));
        AssertActionsAreBest(record);
    }

    [Theory]
    [InlineData("qmix", "battle/3m")]
    [InlineData("dmix", "mpe/spread")]
    public void The_bytes_of_a_record_are_the_same_for_any_number_of_threads(string algorithm, string environment)
    {
        LearningProblem problem = Problem(algorithm, environment);
        Test(problem, threads: 1, Recorded, out byte[] one);
        foreach (int threads in (int[])[2, 4])
        {
            Test(problem, threads, Recorded, out byte[] other);
            Assert.Equal(one, other);
        }
    }

    [Fact]
    public void What_a_script_plays_is_recorded_without_actions_and_is_true()
    {
        EnvironmentDefinition battle = Environments["battle/3m"];
        using var stream = new MemoryStream();
        using var workers = new WorkerPool(1);
        using var player = Rollout.ByScript(battle.Create(null, 4), 0, workers);
        RecordHeader header = RecordHeaders.Of(battle.Name, battle.CreateDefaultSettings(), battle.SpecOf(), 1) with { Policy = battle.SpecOf().Scripts[0] };
        using (var recording = new EpisodeRecording(new RecordingRequest(made => new RecordFileWriter(stream, made), header, battle.SpecOf(), 3)))
        {
            new Evaluator(player, battle.SpecOf().Statistics, 4).Test(1, 0, recording: recording);
            recording.Complete();
        }

        using RecordFile record = RecordFileTests.Opened(stream.ToArray());
        Assert.Equal(3, record.Episodes.Count);
        Assert.Equal((false, false, false), (record.Read(0).HasActions, record.Read(0).HasValues, record.Read(0).HasSeen));
        using IEnvironmentBatch again = battle.Create(null, 1);
        Assert.Empty(RecordVerification.Differences(record, again));
    }

    [Fact]
    public void A_record_of_a_world_with_other_settings_is_found_to_differ()
    {
        LearningProblem problem = Problem("qmix", "predator-prey");
        Test(problem, threads: 1, 2, out byte[] bytes);
        using RecordFile record = RecordFileTests.Opened(bytes);
        object others = new SettingsResolver(SmallRun.Algorithms.SettingsOf, Environments.SettingsOf)
            .ResolveEnvironment("predator-prey", ["env.punishment=-7"]);
        using IEnvironmentBatch other = Environments["predator-prey"].Create(others, 1);
        Assert.All(RecordVerification.Differences(record, other), difference => Assert.Contains("the reward is", difference.What, StringComparison.Ordinal));
        using IEnvironmentBatch another = Environments["battle/3m"].Create(null, 1);
        Assert.Throws<Foundation.UserErrorException>(() => RecordVerification.Differences(record, another).ToArray());
        Assert.Equal("-7", RecordHeaders.Of("predator-prey", others, problem.Spec, 0).Settings["env.punishment"]);
    }

    [Fact]
    public void A_team_that_draws_its_actions_is_recorded_without_values()
    {
        EnvironmentDefinition switches = Environments["switch-2"];
        using var stream = new MemoryStream();
        using var workers = new WorkerPool(1);
        var policy = RandomPolicy.Of(switches.SpecOf());
        using var player = new Rollout(switches.Create(null, 3), policy, workers);
        RecordHeader header = RecordHeaders.Of(switches.Name, switches.CreateDefaultSettings(), switches.SpecOf(), 1) with { Policy = "random" };
        var request = new RecordingRequest(made => new RecordFileWriter(stream, made), header, switches.SpecOf(), 10) { Policy = policy };
        using (var recording = new EpisodeRecording(request))
        {
            new Evaluator(player, switches.SpecOf().Statistics, 7).Test(1, 0, recording: recording);
            recording.Complete();
        }

        using RecordFile record = RecordFileTests.Opened(stream.ToArray());
        Assert.Equal(7, record.Episodes.Count);
        Assert.Equal((true, false, true), (record.Read(6).HasActions, record.Read(6).HasValues, record.Read(6).HasObservations));
        using IEnvironmentBatch again = switches.Create(null, 1);
        Assert.Empty(RecordVerification.Differences(record, again));
    }

    private static LearningProblem Problem(string algorithm, string environment)
    {
        RunSettings settings = SmallRun.Settings(environment, algorithm: algorithm);
        var problem = new LearningProblem(
            SmallRun.WithStepsThatFit(settings, Environments[environment].SpecOf(settings.Env)), Environments, SmallRun.Algorithms);
        foreach (ParameterGroup<float> group in problem.Algorithm.Groups)
        {
            group.Initialise(5);
        }

        return problem;
    }

    private static IReadOnlyDictionary<string, double> Test(LearningProblem problem, int threads, int? recorded, out byte[] bytes)
    {
        using var workers = new WorkerPool(threads);
        using var player = new Rollout(problem.Environments(Episodes - 3), problem.Policy, workers);
        using var stream = new MemoryStream();
        using EpisodeRecording? recording = recorded is { } count
            ? TrainedTeamRecording.Of(problem, header => new RecordFileWriter(stream, header), 3, 1000, count)
            : null;
        var figures = new Evaluator(player, problem.Spec.Statistics, Episodes).Test(3, 0, recording: recording);
        recording?.Complete();
        bytes = stream.ToArray();
        return figures;
    }

    /// <summary>What was chosen is the best of what was available, or level with it.</summary>
    private static void AssertActionsAreBest(RecordFile record)
    {
        RecordHeader header = record.Header;
        RecordedEpisode episode = record.Read(0);
        int[] actions = new int[header.Agents];
        float[] values = new float[header.Agents * header.Actions];
        for (int step = 0; step < episode.Steps && header.Actions > 0; step++)
        {
            episode.ReadActions(step, actions);
            episode.ReadValues(step, values);
            for (int agent = 0; agent < header.Agents; agent++)
            {
                float[] own = values[(agent * header.Actions)..((agent + 1) * header.Actions)];
                Assert.Equal(own.Where(float.IsFinite).Max(), own[actions[agent]]);
                Assert.True(header.Outputs != RecordedOutputs.Probabilities || Math.Abs(own.Where(float.IsFinite).Sum() - 1) < 1e-3);
            }
        }
    }
}
