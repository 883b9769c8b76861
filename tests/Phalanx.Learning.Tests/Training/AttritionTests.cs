using Phalanx.Environments;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Episodes;
using Phalanx.Learning.Methods;
using Phalanx.Learning.Mixers;
using Phalanx.Learning.Policies;
using Phalanx.Learning.Replay;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Learning.Tests.Training;

/// <summary>The field alive, from an environment in which agents die to the methods that read the field.</summary>
public class AttritionTests
{
    private static readonly EnvironmentSpec Spec = new Attrition().Spec;

    private static readonly EnvironmentRegistry Environments = Registered();

    [Fact]
    public void The_attrition_environment_keeps_the_environment_contract() => EnvironmentChecker.Check(() => new Attrition()).ThrowIfAny();

    [Fact]
    public void Alive_is_stored_only_where_the_algorithm_reads_it_and_the_environment_declares_it()
    {
        Assert.True(Created(masked: true).Algorithm.Needs.LayoutIn(Spec).StoresAlive);
        Assert.False(Created(masked: true).Algorithm.Needs.LayoutIn(Spec with { DeclaresAlive = false }).StoresAlive);
        Assert.False(Created(masked: false).Algorithm.Needs.LayoutIn(Spec).StoresAlive);
        Assert.False(SmallRun.Algorithms["qmix"].Create(Spec, Settings(masked: false, "qmix")).Algorithm.Needs.LayoutIn(Spec).StoresAlive);
    }

    [Fact]
    public void Shards_and_mixers_receive_which_agents_are_alive_and_none_is_beyond_the_end_of_an_episode()
    {
        ReplayShards shards = Played(Created(masked: true), episodes: 40);
        var tape = new Tape<float>();
        Shard<float> shard = shards.Fill(0, tape);
        Assert.NotNull(shard.Alive);
        Assert.Equal([shard.Slots, shard.Rows], [shard.Alive.Value.Shape[0], shard.Alive.Value.Shape[1]]);
        int lost = 0;
        int beyond = 0;
        for (int i = 0; i < shard.Slots * shard.Rows; i++)
        {
            (int slot, int episode, int agent) = (i / shard.Rows, i % shard.Rows / Attrition.Agents, i % Attrition.Agents);
            bool exists = slot <= shard.Lengths.Span[episode];
            bool alive = exists && Attrition.IsAlive(shard.States.Span.Slice(((slot * shard.Episodes) + episode) * Spec.StateSize, Spec.StateSize), agent);
            Assert.Equal(alive ? 1 : 0, shard.Alive.Value.Span[i]);
            lost += exists && !alive ? 1 : 0;
            beyond += exists ? 0 : 1;
        }

        Assert.True(lost > 100 && beyond > 100);
        Tensor<float> next = tape.Arena.RentZeroed((shard.Slots - 1, shard.Rows));
        var input = MixerInput<float>.Of(shard, 1, tape.Constant(next), tape.Indices.RentZeroed((shard.Slots - 1, shard.Rows)));
        Assert.Equal(shard.Alive.Value.Span[shard.Rows..], input.Alive!.Value.Span);
    }

    [Fact]
    public void Shards_have_no_alive_field_where_the_algorithm_does_not_read_it()
    {
        Shard<float> shard = Played(Created(masked: false), episodes: 4).Fill(0, new Tape<float>());
        Assert.Null(shard.Alive);
    }

    [Theory]
    [InlineData("qatten")]
    [InlineData("qplex-atten")]
    public void A_run_that_masks_dead_agents_learns_other_values_and_resumes_bit_for_bit(string algorithm)
    {
        using var folder = new TemporaryFolder();
        SmallRun.Train(Settings(masked: false, algorithm), folder.At("all"), Environments);
        SmallRun.Train(Settings(masked: true, algorithm), folder.At("masked"), Environments);
        Assert.NotEqual(SmallRun.Weights(folder.At("all")), SmallRun.Weights(folder.At("masked")));

        RunSettings settings = Settings(masked: true, algorithm);
        SmallRun.Train(settings with { Training = settings.Training with { Steps = 120 } }, folder.At("resumed"), Environments);
        SmallRun.Resume(folder.At("resumed"), settings.Training.Steps, Environments);
        SmallRun.AssertEqual(folder.At("masked"), folder.At("resumed"));
    }

    [Fact]
    public void Playing_and_recording_the_field_alive_allocates_nothing()
    {
        using var workers = new WorkerPool(1);
        (Algorithm<float> algorithm, Policy policy) = Created(masked: true);
        var recorder = new EpisodeRecorder(algorithm.Needs.LayoutIn(Spec), 8);
        var rollout = new Rollout(EnvironmentBatch.Of(() => new Attrition(), 8), policy, workers);
        long allocated = 0;
        for (int pass = 0; pass < 60; pass++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            rollout.Play(new Round(5, RoundPurpose.Training, 8 * (pass % 10), 8, new RunProgress(0, 1)), recorder);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
    }

    private static EnvironmentRegistry Registered()
    {
        var registry = EnvironmentRegistry.WithBuiltIns();
        registry.Register("attrition", "agents that are lost", () => new Attrition());
        return registry;
    }

    private static RunSettings Settings(bool masked, string algorithm = "qatten")
    {
        RunSettings settings = SmallRun.Settings("attrition", algorithm: algorithm, registry: Environments);
        var attention = new QattenSettings { MaskDead = masked };
        return algorithm switch
        {
            "qatten" => settings with { Algorithm = attention },
            "qplex-atten" => settings with { Algorithm = new QplexAttenSettings { Attention = attention } },
            _ => settings,
        };
    }

    private static TrainableTeam Created(bool masked)
    {
        TrainableTeam team = SmallRun.Algorithms["qatten"].Create(Spec, Settings(masked));
        team.Algorithm.Groups[0].Initialise(7);
        return team;
    }

    private static ReplayShards Played(TrainableTeam team, int episodes)
    {
        using var workers = new WorkerPool(1);
        EpisodeLayout layout = team.Algorithm.Needs.LayoutIn(Spec);
        var replay = new EpisodeReplay(layout, episodes);
        var recorder = new EpisodeRecorder(layout, episodes);
        new Rollout(EnvironmentBatch.Of(() => new Attrition(), episodes), team.Policy, workers)
            .Play(new Round(5, RoundPurpose.Training, 0, episodes, new RunProgress(0, 1)), recorder);
        replay.Add(recorder);
        var shards = new ReplayShards(replay, TeamShape.Of(Spec), episodes, rows: int.MaxValue, team.Algorithm.Needs);
        shards.Sample(1, 0);
        return shards;
    }
}
