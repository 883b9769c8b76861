using System.Numerics;
using Phalanx.Numerics.Optimisers;
using Phalanx.Numerics.Safetensors;

namespace Phalanx.Numerics.Tests.Optimisers;

[Trait("Category", "Reference")]
public class OptimiserReferenceTests
{
    public static TheoryData<string> Files => ["module_rmsprop", "module_adam", "module_adam_eps1e-5"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Steps_match_the_recorded_ones_in_double_precision(string file) => Verify<double>(file, 1e-9, _ => 1e-9);

    [Theory]
    [MemberData(nameof(Files))]
    public void Steps_match_the_recorded_ones_in_single_precision(string file) =>
        Verify<float>(file, 5e-6, expected => 2e-5 * expected.Max(Math.Abs));

    private static void Verify<T>(string name, double tolerance, Func<double[], double> stateTolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SafetensorsFile file = SafetensorsFile.Open(Fixtures.File($"learners/{name}.safetensors"));
        var set = new ParameterSet<T>();
        for (int i = 0; file.TryGet($"input.param{i}", out TensorEntry? entry); i++)
        {
            set.Declare($"param{i}", new Shape(entry.Shape), Initialiser.Zeros);
        }

        foreach (Parameter<T> parameter in set.Parameters)
        {
            file.CopyTo($"input.{parameter.Name}", parameter.Value);
        }

        Optimiser<T> optimiser = SettingsOf(file).Create(set);
        var gradients = new Gradients<T>(set);
        int steps = file["input.grad0"].Shape[0];
        Assert.True(steps > 0 && set.Parameters.Count > 1);
        for (int step = 0; step < steps; step++)
        {
            for (int i = 0; i < set.Parameters.Count; i++)
            {
                double[] given = Step(file, $"input.grad{i}", step);
                Array.ConvertAll(given, T.CreateChecked).CopyTo(gradients[set.Parameters[i]].Span);
            }

            optimiser.Step(gradients);
            foreach (Parameter<T> parameter in set.Parameters)
            {
                Recorded.AssertClose<T>(Step(file, $"expect.{parameter.Name}", step), parameter.Value.Span, tolerance);
            }

            foreach (OptimiserState<T> state in optimiser.State.Where(state => state.Name.EndsWith(".param0", StringComparison.Ordinal)))
            {
                double[] expected = Step(file, RecordedName(state.Name), step);
                Recorded.AssertClose<T>(expected, state.Value.Span, stateTolerance(expected));
            }
        }
    }

    private static OptimiserSettings SettingsOf(SafetensorsFile file)
    {
        string numbers = file.Metadata["hyper"];
        double rate = Recorded.Number(numbers, "lr");
        double epsilon = Recorded.Number(numbers, "eps");
        return file.Metadata["fixture"].StartsWith("adam", StringComparison.Ordinal)
            ? new AdamSettings
            {
                LearningRate = rate,
                Beta1 = Recorded.Number(numbers, "betas"),
                Beta2 = Recorded.Number(numbers, "betas", 1),
                Epsilon = epsilon,
            }
            : new RmsPropSettings { LearningRate = rate, Alpha = Recorded.Number(numbers, "alpha"), Epsilon = epsilon };
    }

    private static string RecordedName(string state) => state.Split('.')[0] switch
    {
        "square_average" => "expect.square_avg0",
        "first_moment" => "expect.exp_avg0",
        "second_moment" => "expect.exp_avg_sq0",
        string other => throw new InvalidOperationException($"Nothing was recorded for '{other}'."),
    };

    private static double[] Step(SafetensorsFile file, string name, int step)
    {
        int count = file[name].Count / file[name].Shape[0];
        return file.ReadDouble(name).AsSpan(step * count, count).ToArray();
    }
}
