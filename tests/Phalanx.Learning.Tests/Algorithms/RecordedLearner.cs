using System.Numerics;
using System.Text.Json;
using Phalanx.Environments;
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
    private const string Key = "online.mixer.key_embedding_layers.0.weight";

    private readonly SafetensorsFile _file;
    private readonly Dictionary<string, int> _sizes;

    public RecordedLearner(string name)
    {
        _file = SafetensorsFile.Open(Fixtures.File($"learners/{name}.safetensors"));
        _sizes = JsonSerializer.Deserialize<Dictionary<string, int>>(_file.Metadata["sizes"])!;
    }

    public TeamShape Team
    {
        get
        {
            var team = new TeamShape(Size("n"), Size("O"), Size("S"), Size("A"));
            // The features of agents are the first entries of the state: 'unit_dim' of them each, or as many as a key network takes.
            int features = (int)Number("unit_dim", _file.Names.Contains(Key) ? WidthOf(Key["online.".Length..]) : 0);
            team = features > 0 ? team with { AgentFeatures = features } : team;
            return Number("n_entities", 0) is > 0 and var entities
                ? team with
                {
                    Entities = new EntitySpec((int)entities, (int)Number("entity_dim", 0), Text("entity_last_action") == "true"),
                }
                : team;
        }
    }

    public AgentSettings Agent => new() { Hidden = Size("H") };

    public LearnerSettings Learner => new()
    {
        Gamma = Number("gamma", 0.99),
        DoubleQ = _file.Metadata["double_q"].StartsWith("true", StringComparison.Ordinal),
        NStep = (int)Number("n_step", 1),
        TdLambda = Number("td_lambda", 0),
    };

    /// <summary>Types of algorithms of which a recorded step is reproduced.</summary>
    public static Collector<Type> Reproduced { get; } = new();

    /// <summary>Which recorded tensor stands for the draws of a purpose.</summary>
    public Dictionary<StreamPurpose, string> Draws { get; } = [];

    /// <summary>Draws of one slot that are the same number everywhere.</summary>
    public Dictionary<StreamPurpose, double> FixedDraws { get; } = [];

    /// <summary>How far the run was: only the floor of a policy is known of it.</summary>
    public RunProgress Progress => new(0, Number("epsilon_floor", 0));

    public int Size(string name) => _sizes[name];

    public double Number(string name, double otherwise) =>
        _file.Metadata.TryGetValue(name, out string? text) ? double.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : otherwise;

    public string Text(string name) => _file.Metadata[name];

    /// <summary>What is thrown at a recorded name that a test has no algorithm for: no other must take its place.</summary>
    public static Exception Unknown(string recorded) => new NotSupportedException($"There is nothing here for the recorded '{recorded}'.");

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

    /// <summary>An algorithm with the recorded weights.</summary>
    public Algorithm<T> Load<T>(Func<RecordedLearner, Algorithm<T>> create)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Algorithm<T> algorithm = create(this);
        Load(algorithm);
        return algorithm;
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
        Algorithm<T> algorithm = Load(create);
        if (Reproduced.Note(algorithm.GetType().GetGenericTypeDefinition()))
        {
            return;
        }

        AssertEveryRecordedWeightIsUsed(algorithm);
        using var workers = new WorkerPool(1);
        var step = new LearnerStep<T>(algorithm, workers, kernels);
        var reports = algorithm.Groups.ToDictionary(group => group.Name, _ => new List<LearnerReport>());
        var gradients = new Dictionary<string, double[]>();
        step.Stepped = (group, report) =>
        {
            reports[group.Name].Add(report);
            foreach (Parameter<T> parameter in group.Online.Parameters)
            {
                gradients.TryAdd(parameter.Name, Widen(step.GradientsOf(group)[parameter].Span)); // of a group's first step
            }
        };
        step.Run(new RecordedBatch<T>(this, shards));

        foreach (ParameterGroup<T> group in algorithm.Groups)
        {
            List<LearnerReport> steps = reports[group.Name];
            (string losses, string norms) = _file.Names.Contains($"expect.{group.Name}_loss_per_step")
                ? ($"{group.Name}_loss_per_step", $"{group.Name}_grad_norm_per_step")
                : ("loss", "grad_norm");
            AssertClose(losses, Values("expect." + losses), [.. steps.Select(report => report.Loss)], exact ? 1e-9 : 1e-6);
            AssertClose(norms, Values("expect." + norms), [.. steps.Select(report => report.GradientNorm)], exact ? 1e-9 : 2e-5);
            double scale = Math.Min(1, group.Settings.ClipNorm / (steps[0].GradientNorm + 1e-6));
            foreach (Parameter<T> parameter in group.Online.Parameters)
            {
                double[] gradient = Array.ConvertAll(Values("grad." + parameter.Name), value => value * scale);

                // What is zero in exact arithmetic, such as the gradient of a bias that a soft-max cancels, has a rest of rounding.
                AssertClose("grad." + parameter.Name, gradient, gradients[parameter.Name], exact ? 1e-9 : 2e-5, exact ? 1e-12 : 1e-7);
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

    private static void AssertClose(string name, double[] expected, double[] actual, double tolerance, double rest = 1e-12)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= (tolerance * scale) + rest, $"{name}[{i}]: {actual[i]:R} instead of {expected[i]:R}");
        }
    }

    private static double[] Widen<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Array.ConvertAll(values.ToArray(), double.CreateChecked);

    /// <summary>A recorded tensor, whole numbers or not.</summary>
    public double[] Values(string name) => _file[name].Type == TensorType.F64
        ? _file.ReadDouble(name)
        : Array.ConvertAll(_file.ReadInt64(name), value => (double)value);

    /// <summary>Outputs of a recorded linear layer.</summary>
    public int HeightOf(string weight) => ShapeOf("online." + weight)[0];

    /// <summary>Inputs of a recorded linear layer.</summary>
    public int WidthOf(string weight) => ShapeOf("online." + weight)[1];

    /// <summary>The lengths of a recorded tensor's axes.</summary>
    public IReadOnlyList<int> ShapeOf(string name) => [.. _file[name].Shape];

    private void Load<T>(ParameterSet<T> set, string prefix)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (Parameter<T> parameter in set.Parameters)
        {
            // A target that is not recorded does not enter the loss, which it would spoil otherwise.
            double[] values = _file.Names.Contains(prefix + parameter.Name)
                ? Values(prefix + parameter.Name)
                : [.. Enumerable.Repeat(double.NaN, parameter.Value.Count)];
            parameter.Write(Array.ConvertAll(values, T.CreateChecked));
        }
    }
}
