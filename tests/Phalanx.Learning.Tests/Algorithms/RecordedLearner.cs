using System.Numerics;
using System.Text.Json;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Shards;
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

    public TeamShape Team => new(Size("n"), Size("O"), Size("S"), Size("A"));

    public AgentSettings Agent => new() { Hidden = Size("H") };

    public LearnerSettings Learner => new()
    {
        Gamma = Number("gamma", 0.99),
        DoubleQ = _file.Metadata["double_q"].StartsWith("true", StringComparison.Ordinal),
        NStep = (int)Number("n_step", 1),
    };

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

    /// <summary>Makes one training step from the recorded weights and compares loss, norm, gradients and the weights after it.</summary>
    private void Verify<T>(Func<RecordedLearner, Algorithm<T>> create, int shards, Kernels<T>? kernels = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool exact = typeof(T) == typeof(double);
        Algorithm<T> algorithm = create(this);
        foreach (ParameterGroup<T> group in algorithm.Groups)
        {
            Load(group.Online, "online.");
            if (group.Target is { } target)
            {
                Load(target, "target.");
            }
        }

        AssertEveryRecordedWeightIsUsed(algorithm);
        using var workers = new WorkerPool(1);
        var step = new LearnerStep<T>(algorithm, workers, kernels);
        LearnerReport report = step.Run(new Source<T>(this, shards));

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

    private double[] Values(string name) => _file.ReadDouble(name);

    private void Load<T>(ParameterSet<T> set, string prefix)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (Parameter<T> parameter in set.Parameters)
        {
            parameter.Write(Array.ConvertAll(Values(prefix + parameter.Name), T.CreateChecked));
        }
    }

    /// <summary>The recorded batch, episode after episode, as so many shards.</summary>
    private sealed class Source<T>(RecordedLearner recorded, int shards) : IShardSource<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly long[] _lengths = recorded._file.ReadInt64("batch.length");

        public int Shards => shards;

        public int Steps => (int)_lengths.Max();

        public Shard<T> Fill(int shard, Tape<T> tape)
        {
            TeamShape team = recorded.Team;
            int first = shard * _lengths.Length / shards;
            int episodes = ((shard + 1) * _lengths.Length / shards) - first;
            ReadOnlySpan<long> lengths = _lengths.AsSpan(first, episodes);
            int steps = (int)lengths.ToArray().Max();
            long[] terminated = recorded._file.ReadInt64("batch.terminated");
            int recordedSlots = recorded.Size("T") + 1;
            int slots = steps;
            for (int episode = 0; episode < episodes; episode++)
            {
                long last = lengths[episode] - 1;
                bool bootstraps = terminated[((first + episode) * recordedSlots) + last] == 0;
                slots = Math.Max(slots, bootstraps ? (int)lengths[episode] + 1 : 0);
            }

            Tensor<T> Read(string name, int perEpisode, int width, int count)
            {
                double[] values = recorded._file[name].Type == TensorType.F64
                    ? recorded._file.ReadDouble(name)
                    : Array.ConvertAll(recorded._file.ReadInt64(name), value => (double)value);
                Tensor<T> tensor = tape.Arena.RentZeroed((count, episodes * perEpisode, width));
                for (int t = 0; t < count; t++)
                {
                    for (int episode = 0; episode < episodes; episode++)
                    {
                        for (int i = 0; i < perEpisode * width; i++)
                        {
                            tensor.Span[(((t * episodes) + episode) * perEpisode * width) + i] =
                                T.CreateChecked(values[((((first + episode) * recordedSlots) + t) * perEpisode * width) + i]);
                        }
                    }
                }

                return tensor;
            }

            Tensor<T> actions = Read("batch.actions", team.Agents, 1, steps + 1);
            Tensor<int> taken = tape.Indices.Rent((steps, episodes * team.Agents));
            Tensor<int> before = tape.Indices.Rent((slots, episodes * team.Agents));
            Tensor<int> ids = tape.Indices.Rent((slots, episodes * team.Agents));
            for (int i = 0; i < taken.Count; i++)
            {
                taken.Span[i] = int.CreateChecked(actions.Span[i]);
            }

            for (int i = 0; i < before.Count; i++)
            {
                int row = episodes * team.Agents;
                before.Span[i] = i < row ? -1 : int.CreateChecked(actions.Span[i - row]);
                ids.Span[i] = i % team.Agents;
            }

            Tensor<T> mask = tape.Arena.RentZeroed((steps, episodes));
            Tensor<int> lengthsOut = tape.Indices.Rent(episodes);
            for (int episode = 0; episode < episodes; episode++)
            {
                lengthsOut.Span[episode] = (int)lengths[episode];
                for (int t = 0; t < lengths[episode]; t++)
                {
                    mask.Span[(t * episodes) + episode] = T.One;
                }
            }

            return new Shard<T>
            {
                Team = team,
                Episodes = episodes,
                Steps = steps,
                Slots = slots,
                BatchTransitions = _lengths.Sum(),
                Observations = Read("batch.obs", team.Agents, team.Observation, slots),
                States = Read("batch.state", 1, team.State, slots).Reshape((slots, episodes, team.State)),
                Available = Read("batch.available", team.Agents, team.Actions, slots),
                Actions = taken,
                LastActions = before,
                AgentIds = ids,
                Rewards = Read("batch.reward", 1, 1, steps).Reshape((steps, episodes)),
                Terminated = Read("batch.terminated", 1, 1, steps).Reshape((steps, episodes)),
                Mask = mask,
                Lengths = lengthsOut,
            };
        }
    }
}
