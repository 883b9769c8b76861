using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Faults;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
using Phalanx.Learning.Training;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;

namespace Phalanx.Learning.Tests.Training;

public class LearnerStepFaultsTests
{
    /// <summary>Every algorithm that plays the corridor.</summary>
    public static TheoryData<string> Algorithms => SmallRun.DiscreteAlgorithms;

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Every_method_notes_its_values_and_they_do_not_depend_on_how_a_batch_is_cut(string algorithm)
    {
        LearnerReport Step(int rows)
        {
            using var team = new CorridorTeam(algorithm, threads: rows == 1 ? 2 : 1);
            ReplayShards shards = CorridorTeam.Shards(team.Played(40), batch: 16, rows);
            shards.Sample(3, 0);
            return new LearnerStep<float>(team.Algorithm, team.Workers).Run(shards);
        }

        LearnerReport expected = Step(rows: 1);
        Assert.InRange(expected.LargestValue!.Value, 1e-3, 100);
        Assert.InRange(expected.TargetGap!.Value, 1e-2, 100);
        LearnerReport whole = Step(rows: int.MaxValue);
        Assert.Equal(expected.LargestValue.Value, whole.LargestValue!.Value, 1e-5 * expected.LargestValue.Value);
        Assert.Equal(expected.TargetGap.Value, whole.TargetGap!.Value, 1e-5 * expected.TargetGap.Value);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_weight_that_is_not_a_number_ends_the_step_before_any_group_moves(string algorithm)
    {
        using var team = new CorridorTeam(algorithm, threads: 2);
        ReplayShards shards = CorridorTeam.Shards(team.Played(40), batch: 16, rows: 20);
        shards.Sample(3, 0);
        foreach (ParameterGroup<float> group in team.Algorithm.Groups)
        {
            group.Online.Values.Fill(float.NaN);
            group.Online.Touch();
        }

        var learner = new LearnerStep<float>(team.Algorithm, team.Workers);
        var fault = Assert.Throws<NumericalFaultException>(() => learner.Run(shards));
        Assert.Contains(fault.Fault.Group, team.Algorithm.Groups.Select(group => group.Name));
        Assert.All(team.Algorithm.Groups, group => Assert.Equal(0, learner.OptimiserOf(group).Steps));
    }

    [Theory]
    [InlineData("qmix")]
    [InlineData("dmix")]
    [InlineData("coma")]
    public void A_target_that_is_not_a_number_is_named_as_what_it_is(string algorithm)
    {
        using var team = new CorridorTeam(algorithm);
        ReplayShards shards = CorridorTeam.Shards(team.Played(40), batch: 16, rows: 20);
        shards.Sample(3, 0);
        ParameterGroup<float> group = team.Algorithm.Groups.Single(group => group.Target is not null);
        group.Target!.Values.Fill(float.NaN);
        group.Target.Touch();
        var fault = Assert.Throws<NumericalFaultException>(() => new LearnerStep<float>(team.Algorithm, team.Workers).Run(shards));
        Assert.Equal((group.Name, "regression target"), (fault.Fault.Group, fault.Fault.Tensor));
        Assert.True(fault.Fault.Numbers.NaN > 0);
    }

    [Fact]
    public void A_gradient_that_is_not_finite_is_named_and_no_step_is_taken_along_it()
    {
        // The logarithm of 1e-40 is a number, and its slope is none of single precision.
        using var step = new OneParameter(start: 1e-40f, (tape, w) => tape.Use(w).Log().Sum());
        Assert.Equal("group 'only': the gradient of 'w' has 2 +infinity among 2 numbers", step.Fault().Message);
        Assert.Equal([1e-40f, 1e-40f], step.Values);
        Assert.Equal(0, step.Steps);
    }

    [Fact]
    public void A_loss_that_is_not_finite_is_named_and_no_step_is_taken()
    {
        using var step = new OneParameter(start: 1e30f, (tape, w) => tape.Use(w).Square().Sum());
        Assert.Equal("group 'only': the loss is +infinity", step.Fault().Message);
        Assert.Equal(0, step.Steps);
    }

    [Fact]
    public void A_step_that_overflows_from_finite_gradients_is_found_and_names_the_weight()
    {
        using var step = new OneParameter(start: 1, (tape, w) => tape.Use(w).Square().Sum(), lr: 1e38);
        Assert.Equal("group 'only': the weight 'w' has 2 -infinity among 2 numbers", step.Fault().Message);
    }

    [Fact]
    public void An_optimiser_whose_state_overflows_is_found_though_the_weights_are_finite()
    {
        using var step = new OneParameter(start: 1, (tape, w) => (tape.Use(w) * 1e25f).Sum(), clip: 1e30);
        Assert.Equal("group 'only': the optimiser's 'square_average.w' has 2 +infinity among 2 numbers", step.Fault().Message);
    }

    [Fact]
    public void The_share_of_clipped_steps_is_told()
    {
        using var clipped = new OneParameter(start: 1, (tape, w) => tape.Use(w).Square().Sum(), clip: 2);
        Assert.Equal(1, clipped.Run().ClippedShare);
        using var free = new OneParameter(start: 1, (tape, w) => tape.Use(w).Square().Sum(), clip: 3);
        Assert.Equal(0, free.Run().ClippedShare);
        Assert.Null(free.Run().LargestValue);
    }

    /// <summary>A learner of two equal numbers, whose loss looks at nothing else.</summary>
    private sealed class OneParameter : Algorithm<float>, IDisposable
    {
        private readonly CorridorTeam _team = new();
        private readonly Parameter<float> _weight;
        private readonly LearnerStep<float> _learner;

        public OneParameter(float start, Func<Tape<float>, Parameter<float>, Variable<float>> loss, double lr = 5e-4, double clip = 10)
        {
            var set = new ParameterSet<float>();
            _weight = set.Declare("w", 2, Initialiser.Ones);
            _weight.Write([start, start]);
            Groups = [new ParameterGroup<float>("only", set, null, new LearnerSettings { Lr = lr, ClipNorm = clip })];
            Phases = [new Phase<float>(Groups[0], (_, tape, _) => loss(tape, _weight))];
            _learner = new LearnerStep<float>(this, _team.Workers);
        }

        public override IReadOnlyList<ParameterGroup<float>> Groups { get; }

        public override IReadOnlyList<Phase<float>> Phases { get; }

        public float[] Values => _weight.Value.Span.ToArray();

        public long Steps => _learner.OptimiserOf(Groups[0]).Steps;

        public LearnerReport Run()
        {
            ReplayShards shards = CorridorTeam.Shards(_team.Played(8), batch: 4, rows: int.MaxValue);
            shards.Sample(3, 0);
            return _learner.Run(shards);
        }

        public NumericalFaultException Fault() => Assert.Throws<NumericalFaultException>(() => Run());

        public void Dispose() => _team.Dispose();
    }
}
