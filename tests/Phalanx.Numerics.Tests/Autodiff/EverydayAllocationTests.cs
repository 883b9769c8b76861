using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics.Tests.Autodiff;

public class EverydayAllocationTests
{
    private const int Rows = 6;
    private const int Width = 5;

    private static readonly Tensor<float> Ones = Tensor<float>.Create((Rows, Width), [.. Enumerable.Repeat(1f, Rows * Width)]);
    private static readonly Tensor<int> Indices = Tensor<int>.Create(Rows);

    private static readonly Dictionary<string, Func<Variable<float>, Variable<float>, Variable<float>>> Steps = new()
    {
        ["maps"] = (x, w) => x.NegAbs().Exp().Log().Tanh().Square().ClampMin(0.1f).Scale(2),
        ["constants"] = (x, w) => -(1f + (2f * x.Clamp(-1, 1) * 2f / 3f) - 5f) + (1f - x),
        ["pairs"] = (x, w) => (x + w) * (x - w) / (w.Square() + 1f),
        ["broadcasting"] = (x, w) => (x * w.Slice(0, 0, 1)) + (x.Slice(1, 0, 1) / (w.Square() + 1f)),
        ["sums"] = (x, w) => x.Sum() * w.Mean() * x.Sum(0).Mean(-1) * x.Mean(0, keepAxis: true).SumProduct(Ones.Slice(0, 1)),
        ["extremes"] = (x, w) => x.Max(-1) * x.Min(1) * w.Max(Ones, out _) * x.Transpose(0, 1).Max(0),
        ["soft-max"] = (x, w) => x.Softmax(Ones) + x.LogSoftmax(Ones) + x.LogSumExp(Ones, keepAxis: true) + w.Softmax(),
        ["look-ups"] = (x, w) => x.Gather(Indices) + w.GatherRows(Indices).Sum(-1),
        ["one-hots"] = (x, w) => x.Slice(-1, 0, 2)
            .LinearWithOneHots(w, null, Activation.Abs, new OneHot(Indices, 2), new OneHot(Indices, 1)),
        ["linear at"] = (x, w) => x.LinearAt(w, w.Slice(-1, 0, 1).Reshape(Rows), Indices, x.StopGradient().Linear(w).Value),
        ["shapes"] = (x, w) => x.Transpose(0, 1).Reshape((Rows, Width)).Concat(x, w, x).Slice(0, 1, 2)
            * x.StopGradient().Slice(1, 0, 1).Sum(),
    };

    public static TheoryData<string> Names => [.. Steps.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_step_like_the_last_one_allocates_nothing(string name)
    {
        Func<Variable<float>, Variable<float>, Variable<float>> step = Steps[name];
        var set = new ParameterSet<float>();
        set.Declare("x", (Rows, Width), Initialiser.Uniform(1));
        set.Declare("w", (Rows, Width), Initialiser.Uniform(1));
        set.Initialise(1);
        var gradients = new Gradients<float>(set);
        var tape = new Tape<float>();
        Run();
        Run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Contains(gradients.Values.ToArray(), value => value != 0);

        void Run()
        {
            tape.Reset();
            set.Touch();
            tape.Backward(step(tape.Use(set.Parameters[0]), tape.Use(set.Parameters[1])).Sum(), gradients);
        }
    }
}
