using System.Numerics;
using System.Text.Json;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Parallel;
using Phalanx.Numerics.Safetensors;

namespace Phalanx.Learning.Tests.Algorithms;

/// <summary>
/// A recorded training step of a reference implementation: weights, a batch and what must come of them. The batch is handed to an
/// algorithm in any number of shards.
/// </summary>
internal sealed class RecordedLearner
{
    private readonly SafetensorsFile _file;
    private readonly Dictionary<string, int> _sizes;

    public RecordedLearner(string name)
    {
        _file = SafetensorsFile.Open(Fixtures.File($"learners/{name}.safetensors"));
        _sizes = JsonSerializer.Deserialize<Dictionary<string, int>>(_file.Metadata["sizes"])!;
    }

    public TeamShape Team => Number("unit_dim", 0) is > 0 and var features
        ? new(Size("n"), Size("O"), Size("S"), Size("A")) { AgentFeatures = (int)features }
        : new(Size("n"), Size("O"), Size("S"), Size("A"));

    public AgentSettings Agent => new() { Hidden = Size("H") };

    public LearnerSettings Learner => new()
    {
        Gamma = Number("gamma", 0.99),
        DoubleQ = _file.Metadata["double_q"].StartsWith("true", StringComparison.Ordinal),
        NStep = (int)Number("n_step", 1),
        TdLambda = Number("td_lambda", 0),
    };

    /// <summary>Which recorded tensor stands for the draws of a purpose.</summary>
    public Dictionary<StreamPurpose, string> Draws { get; } = [];

    /// <summary>How far the run was: only the floor of a policy is known of it.</summary>
    public Moment Moment => new(0, Number("epsilon_floor", 0));

    public int Size(string name) => _sizes[name];

    public double Number(string name, double otherwise) =>
        _file.Metadata.TryGetValue(name, out string? text) ? double.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : otherwise;

    public string Text(string name) => _file.Metadata[name];

    /// <summary>The batch whole and in shards.</summary>
    public static void VerifyInDoublePrecision(string name, Func<RecordedLearner, Algorithm<double>> create)
    {
        foreach (int shards in (int[])[1, 2, 4])
        {
            new RecordedLearner(name).Verify(create, shards);
        }
    }

    /// <summary>Every register width.</summary>
    public static void VerifyInSinglePrecision(string name, Func<RecordedLearner, Algorithm<float>> create)
    {
        foreach (Kernels<float> kernels in Kernels<float>.All)
        {
            new RecordedLearner(name).Verify(create, shards: 1, kernels);
        }
    }

    /// <summary>Gives an algorithm the recorded weights.</summary>
    public void Load<T>(Algorithm<T> algorithm)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (ParameterGroup<T> group in algorithm.Groups)
        {
            Load(group.Online, "online.");
            if (group.Target is { } target)
            {
                Load(target, "target.");
            }
        }
    }

    /// <summary>Makes one training step from the recorded weights and compares loss, norm, gradients and the weights after it.</summary>
    private void Verify<T>(Func<RecordedLearner, Algorithm<T>> create, int shards, Kernels<T>? kernels = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool exact = typeof(T) == typeof(double);
        Algorithm<T> algorithm = create(this);
        Load(algorithm);
        AssertEveryRecordedWeightIsUsed(algorithm);
        using var workers = new WorkerPool(1);
        var step = new LearnerStep<T>(algorithm, workers, kernels);
        LearnerReport report = step.Run(new RecordedBatch<T>(this, shards));

        AssertClose("loss", Values("expect.loss"), [report.Loss], exact ? 1e-9 : 1e-6);
        AssertClose("grad_norm", Values("expect.grad_norm"), [report.GradientNorm], exact ? 1e-9 : 2e-5);
        foreach (ParameterGroup<T> group in algorithm.Groups)
        {
            double scale = Math.Min(1, group.Settings.ClipNorm / (report.GradientNorm + 1e-6));
            foreach (Parameter<T> parameter in group.Online.Parameters)
            {
                double[] gradient = Array.ConvertAll(Values("grad." + parameter.Name), value => value * scale);
                AssertClose("grad." + parameter.Name, gradient, Widen(step.GradientsOf(group)[parameter].Span), exact ? 1e-9 : 2e-5);
                AssertAfter(parameter, exact);
            }
        }
    }

    private void AssertEveryRecordedWeightIsUsed<T>(Algorithm<T> algorithm)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string[] declared = [.. algorithm.Groups.SelectMany(group => group.Online.Parameters).Select(parameter => parameter.Name).Order()];
        string[] recorded = [.. _file.Names.Where(name => name.StartsWith("online.", StringComparison.Ordinal)).Select(name => name["online.".Length..]).Order()];
        Assert.Equal(recorded, declared);
    }

    private void AssertAfter<T>(Parameter<T> parameter, bool exact)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] expected = Values("after." + parameter.Name);
        double[] actual = Widen(parameter.Value.Span);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= (exact ? 1e-9 : 5e-6), $"after.{parameter.Name}[{i}]: {actual[i]:R} instead of {expected[i]:R}");
        }
    }

    private static void AssertClose(string name, double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= (tolerance * scale) + 1e-12, $"{name}[{i}]: {actual[i]:R} instead of {expected[i]:R}");
        }
    }

    private static double[] Widen<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Array.ConvertAll(values.ToArray(), double.CreateChecked);

    /// <summary>A recorded tensor, whole numbers or not.</summary>
    public double[] Values(string name) => _file[name].Type == TensorType.F64
        ? _file.ReadDouble(name)
        : Array.ConvertAll(_file.ReadInt64(name), value => (double)value);

    /// <summary>The lengths of a recorded tensor's axes.</summary>
    public IReadOnlyList<int> ShapeOf(string name) => [.. _file[name].Shape];

    private void Load<T>(ParameterSet<T> set, string prefix)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (Parameter<T> parameter in set.Parameters)
        {
            parameter.Write(Array.ConvertAll(Values(prefix + parameter.Name), T.CreateChecked));
        }
    }
}
