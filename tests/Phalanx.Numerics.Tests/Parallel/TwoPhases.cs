using Phalanx.Foundation;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Optimisers;
using Phalanx.Numerics.Parallel;

namespace Phalanx.Numerics.Tests.Parallel;

/// <summary>
/// A small training of two networks, one after the other in each step: a feature network with a head learns a function, then a second
/// network learns to predict the first one's features, which it finds on the shards' tapes. Unless told otherwise shards differ a lot in
/// size, the first is by far the largest; and their gradients are large and small, so that any other order of adding shows.
/// </summary>
internal sealed class TwoPhases
{
    private const int Inputs = 5;
    private const int Features = 16;

    private static readonly StreamPurpose Draws = StreamPurpose.Named("two-phases");

    private readonly FirstPhase _first;
    private readonly SecondPhase _second;
    private readonly Optimiser<float>[] _optimisers;

    private readonly int? _rows;

    /// <param name="shards">Number of shards.</param>
    /// <param name="rows">Rows of every shard; without, they differ.</param>
    public TwoPhases(int shards, int? rows = null)
    {
        _rows = rows;
        First = Network(Inputs, 1);
        Second = Network(Inputs, Features);
        _first = new FirstPhase(this);
        _second = new SecondPhase(this);
        FeaturesOf = new Variable<float>[shards];
        _optimisers = [new RmsPropSettings().Create(First), new AdamSettings().Create(Second)];
    }

    public ParameterSet<float> First { get; }

    public ParameterSet<float> Second { get; }

    public IShard<float> FirstWork => _first;

    private Variable<float>[] FeaturesOf { get; }

    private int StepNumber { get; set; }

    /// <summary>One training step; the sums of both phases go to <paramref name="sums"/>.</summary>
    public void Step(
        ShardRunner<float> runner, ShardReduction<float> first, ShardReduction<float> second, Span<double> sums, WorkerPool workers)
    {
        runner.BeginStep(FeaturesOf.Length, keepTapes: true);
        runner.Run(_first, first, sums[..2]);
        first.Total.ClipNorm(1);
        _optimisers[0].Step(first.Total, workers);
        runner.Run(_second, second, sums[2..]);
        second.Total.ClipNorm(1);
        _optimisers[1].Step(second.Total, workers);
        StepNumber++;
    }

    /// <summary>The same step, written as plain loops by one thread.</summary>
    public void StepPlainly(Span<double> sums)
    {
        var tapes = Array.ConvertAll(FeaturesOf, _ => new Tape<float>());
        sums.Clear();
        Plainly(_first, First, _optimisers[0], tapes, sums[..2]);
        Plainly(_second, Second, _optimisers[1], tapes, sums[2..]);
        StepNumber++;
    }

    private static void Plainly(
        IShard<float> phase, ParameterSet<float> set, Optimiser<float> optimiser, Tape<float>[] tapes, Span<double> sums)
    {
        var total = new Gradients<float>(set);
        for (int shard = 0; shard < tapes.Length; shard++)
        {
            var own = new Gradients<float>(set);
            double[] ownSums = new double[sums.Length];
            phase.Run(shard, tapes[shard], own, ownSums);
            for (int i = 0; i < set.Count; i++)
            {
                total.Values[i] += own.Values[i];
            }

            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] += ownSums[i];
            }
        }

        total.ClipNorm(1);
        optimiser.Step(total);
    }

    private static ParameterSet<float> Network(int inputs, int outputs)
    {
        var set = new ParameterSet<float>();
        ParameterScope<float> scope = set.Scope("net");
        scope.Declare("0.weight", (Features, inputs), Initialiser.FanIn(inputs));
        scope.Declare("0.bias", Features, Initialiser.FanIn(inputs));
        scope.Declare("2.weight", (outputs, Features), Initialiser.FanIn(Features));
        scope.Declare("2.bias", outputs, Initialiser.FanIn(Features));
        set.Initialise(12);
        return set;
    }

    private static Variable<float> Layer(
        Tape<float> tape, ParameterSet<float> set, Variable<float> x, int weight, Activation activation = Activation.Identity) =>
        x.Linear(tape.Use(set.Parameters[weight]), tape.Use(set.Parameters[weight + 1]), activation);

    private Variable<float> Data(Tape<float> tape, int shard)
    {
        int rows = _rows ?? (shard == 0 ? 700 : 1 + (shard * 37 % 61));
        Tensor<float> x = tape.Arena.Rent((rows, Inputs));
        var stream = new RandomStream((ulong)StepNumber, Draws, (ulong)shard);
        stream.FillUniform(x.Span, -1, 1);
        return tape.Constant(x);
    }

    /// <summary>Half the sum of squared differences, backwards.</summary>
    private static void Regress(
        Variable<float> output, ReadOnlySpan<float> targets, float scale, Gradients<float> gradients, Span<double> sums)
    {
        Tensor<float> errors = output.Tape.Arena.Rent(output.Shape);
        ReadOnlySpan<float> values = output.Value.Span;
        for (int i = 0; i < values.Length; i++)
        {
            errors.Span[i] = scale * (values[i] - targets[i]);
            sums[0] += 0.5 * errors.Span[i] * errors.Span[i];
        }

        sums[1] += output.Shape.Rows;
        output.Tape.Backward(output, errors.Span, gradients);
    }

    private sealed class FirstPhase(TwoPhases owner) : IShard<float>
    {
        public void Run(int shard, Tape<float> tape, Gradients<float> gradients, Span<double> sums)
        {
            Variable<float> x = owner.Data(tape, shard);
            Variable<float> features = Layer(tape, owner.First, x, 0, Activation.Tanh);
            owner.FeaturesOf[shard] = features;
            Variable<float> y = Layer(tape, owner.First, features, 2);
            Tensor<float> targets = tape.Arena.Rent(y.Shape);
            for (int row = 0; row < targets.Count; row++)
            {
                targets.Span[row] = x.Value.Span[row * Inputs] * x.Value.Span[(row * Inputs) + 1];
            }

            Regress(y, targets.Span, shard % 3 == 0 ? 100 : 0.01f, gradients, sums);
        }
    }

    private sealed class SecondPhase(TwoPhases owner) : IShard<float>
    {
        public void Run(int shard, Tape<float> tape, Gradients<float> gradients, Span<double> sums)
        {
            Variable<float> x = owner.Data(tape, shard);
            Variable<float> y = Layer(tape, owner.Second, Layer(tape, owner.Second, x, 0, Activation.Relu), 2);
            Regress(y, owner.FeaturesOf[shard].Value.Span, shard % 2 == 0 ? 10 : 0.1f, gradients, sums);
        }
    }
}
