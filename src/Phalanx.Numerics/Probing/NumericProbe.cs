using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Phalanx.Foundation;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Layers;
using Phalanx.Numerics.Optimisers;

namespace Phalanx.Numerics.Probing;

/// <summary>
/// A digest of what this process computes: of layers forward and back at odd sizes, element-wise functions, soft-max, both optimisers, elementary functions
/// and draws. Two processes with other digests compute other bits, even where their processors, runtimes and switches have equal names; equal digests make it very
/// likely that they compute the same.
/// </summary>
public static class NumericProbe
{
    private const int Slots = 5;
    private const int Rows = 7;
    private const int Inputs = 19;
    private const int Hidden = 13;
    private const int Outputs = 11;
    private const int Steps = 2;
    private const int Points = 2003;

    private static readonly StreamPurpose Purpose = StreamPurpose.Named("numeric-probe");

    /// <summary>The digest of this process, in eight hexadecimal digits. It is computed once, at first use.</summary>
    /// <exception cref="UserErrorException">The switch of the register width has a value that is not allowed.</exception>
    public static string Digest => Known ??= Of(Kernels<float>.Best);

    /// <summary>The digest if this process has computed it, which takes up to half a second where nothing is compiled yet; else null.</summary>
    public static string? Known { get; private set; }

    /// <summary>The digest at a register width.</summary>
    internal static string Of(Kernels<float> kernels)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AddDraws(hash);
        AddElementary(hash);
        AddTraining(hash, kernels, new AdamSettings());
        AddTraining(hash, kernels, new RmsPropSettings());
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..8];
    }

    private static void AddDraws(IncrementalHash hash)
    {
        var stream = new RandomStream(1, Purpose, 0);
        float[] uniform = new float[Points];
        float[] normal = new float[Points];
        double[] gumbel = new double[Points];
        stream.FillUniform(uniform, -1, 1);
        stream.FillNormal(normal);
        for (int i = 0; i < Points; i++)
        {
            gumbel[i] = stream.NextGumbel();
        }

        Add<float>(hash, uniform);
        Add<float>(hash, normal);
        Add<double>(hash, gumbel);
    }

    private static void AddElementary(IncrementalHash hash)
    {
        double[] values = new double[6 * Points];
        for (int i = 0; i < Points; i++)
        {
            double x = (i - (Points / 2)) * 0.037;
            double positive = (i + 1) * 0.013;
            ReadOnlySpan<double> each =
            [
                Elementary.Exp(x), Elementary.Log(positive), Elementary.Sin(x), Elementary.Cos(x), Elementary.Tanh(x), Elementary.Pow(positive, x * 0.1),
            ];
            each.CopyTo(values.AsSpan(6 * i));
        }

        Add<double>(hash, values);
    }

    /// <summary>A small network is trained: products, gates, activations, soft-max, sums, their gradients, and an optimiser.</summary>
    private static void AddTraining(IncrementalHash hash, Kernels<float> kernels, OptimiserSettings settings)
    {
        var set = new ParameterSet<float>();
        var first = new LinearLayer<float>(set.Scope("first"), Inputs, Hidden);
        var recurrent = new GruLayer<float>(set.Scope("recurrent"), Hidden, Hidden);
        var last = new LinearLayer<float>(set.Scope("last"), Hidden, Outputs);
        set.Initialise(3);
        Optimiser<float> optimiser = settings.Create(set, kernels);
        var gradients = new Gradients<float>(set, kernels);
        var tape = new Tape<float>(kernels);
        Tensor<float> input = Tensor<float>.Create((Slots, Rows, Inputs));
        new RandomStream(2, Purpose, 0).FillNormal(input.Span);
        for (int step = 0; step < Steps; step++)
        {
            tape.Reset();
            gradients.Clear();
            Variable<float> inner = first.Forward(tape.Constant(input), Activation.Relu);
            Variable<float> outputs = last.Forward(recurrent.Forward(inner));
            Variable<float> loss = Loss(outputs);
            tape.Backward(loss, gradients);
            Add<float>(hash, outputs.Value.Span);
            Add<float>(hash, loss.Value.Span);
            Add<float>(hash, gradients.Values);
            hash.AppendData(BitConverter.GetBytes(gradients.ClipNorm(0.5)));
            optimiser.Step(gradients);
        }

        Add<float>(hash, set.Values);
    }

    /// <summary>One number into which every element-wise function flows.</summary>
    private static Variable<float> Loss(Variable<float> x) =>
        (x.Softmax() * x.LogSoftmax()).Sum()
        + (x.Elu() * x.Tanh()).Sum()
        + ((0.1f * x).Exp() / (1f + x.Square())).Sum()
        + (1f + x.Abs()).Log().Mean()
        + x.Activate(Activation.Sigmoid).Sum(axis: 1).Square().Sum()
        + x.Max(axis: 2).Sum()
        + x.BatchedMatMul(x, transposeB: true).Mean();

    private static void Add<T>(IncrementalHash hash, ReadOnlySpan<T> values)
        where T : unmanaged => hash.AppendData(MemoryMarshal.AsBytes(values));
}
