using System.Globalization;
using System.Numerics;
using Phalanx.Learning.Losses;
using Phalanx.Learning.Shards;
using Phalanx.Numerics;
using Phalanx.Numerics.Autodiff;
using Phalanx.Numerics.Safetensors;

namespace Phalanx.Learning.Tests.Shards;

[Trait("Category", "Reference")]
public class ReturnsReferenceTests
{
    private const string Expected = "expect.targets_lambda";

    [Fact]
    public void Recorded_lambda_returns_are_reproduced_in_double_precision() => Compare<double>(1e-9);

    [Fact]
    public void Recorded_lambda_returns_are_reproduced_in_single_precision() => Compare<float>(2e-6);

    private static void Compare<T>(double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SafetensorsFile file = SafetensorsFile.Open(Fixtures.File("learners/module_td_lambda.safetensors"));
        double gamma = double.Parse(file.Metadata["gamma"], CultureInfo.InvariantCulture);
        ReadOnlySpan<int> shape = file["input.value"].Shape;
        (int episodes, int steps, int agents) = (shape[0], shape[1] - 1, shape[2]);
        var tape = new Tape<T>();
        Shard<T> shard = ShardOf<T>(file, episodes, steps, agents);
        T[] values = TimeFirst<T>(file.ReadDouble("input.value"), episodes, steps + 1, agents);
        Tensor<T> next = Tensor<T>.Create((steps, episodes * agents), values.AsSpan(episodes * agents));

        string[] cases = [.. file.Names.Where(name => name.StartsWith(Expected, StringComparison.Ordinal))];
        Assert.Equal(4, cases.Length);
        foreach (string name in cases)
        {
            double lambda = double.Parse(name.AsSpan(Expected.Length), CultureInfo.InvariantCulture);
            T[] expected = TimeFirst<T>(file.ReadDouble(name), episodes, steps, agents);
            ReadOnlySpan<T> actual = shard.Lambda(tape, next, agents, gamma, lambda).Span;
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.Equal(double.CreateChecked(expected[i]), double.CreateChecked(actual[i]), tolerance);
            }
        }
    }

    private static Shard<T> ShardOf<T>(SafetensorsFile file, int episodes, int steps, int agents)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] terminated = Array.ConvertAll(file.ReadInt64("input.terminated"), value => (double)value);
        return new Shard<T>
        {
            Team = new TeamShape(agents, 1, 1, 1),
            Episodes = episodes,
            Steps = steps,
            Slots = steps + 1,
            BatchTransitions = file.ReadInt64("input.length").Sum(),
            Rewards = Tensor<T>.Create((steps, episodes), TimeFirst<T>(file.ReadDouble("input.reward"), episodes, steps, 1)),
            Terminated = Tensor<T>.Create((steps, episodes), TimeFirst<T>(terminated, episodes, steps, 1)),
            Lengths = Tensor<int>.Create(episodes, file.ReadInt32("input.length")),

            // Returns read nothing else.
            Observations = default,
            States = default,
            Available = default,
            Actions = default,
            LastActions = default,
            AgentIds = default,
            Mask = default,
        };
    }

    /// <summary>[episodes, slots, elements] with the slots first.</summary>
    private static T[] TimeFirst<T>(double[] values, int episodes, int slots, int elements)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] turned = new T[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            (int episode, int slot, int element) = (i / (slots * elements), i / elements % slots, i % elements);
            turned[(((slot * episodes) + episode) * elements) + element] = T.CreateChecked(values[i]);
        }

        return turned;
    }
}
