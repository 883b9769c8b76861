using System.Numerics;
using System.Text.Json;
using Phalanx.Learning.Runs;
using Phalanx.Numerics;
using Phalanx.Numerics.Optimisers;

namespace Phalanx.Learning.Tests.Runs;

/// <summary>Something to save: an actor with a target under Adam, and a critic without one under RMSprop.</summary>
internal sealed class Saved<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public Saved(ulong seed, int hidden = 3)
    {
        ParameterSet<T> actor = Set("agent", hidden, seed);
        ParameterSet<T> critic = Set("critic", 2, seed + 1);
        ParameterSet<T> target = Set("agent", hidden, seed + 2);
        Groups =
        [
            new("actor", actor, target, new AdamSettings().Create(actor)),
            new("critic", critic, null, new RmsPropSettings().Create(critic)),
        ];
    }

    public IReadOnlyList<CheckpointGroup<T>> Groups { get; }

    /// <summary>All weights and all state of the optimisers, in order.</summary>
    public T[] Everything =>
    [
        .. Groups.SelectMany(group => group.Online.Values.ToArray()),
        .. Groups.SelectMany(group => group.Target is null ? [] : group.Target.Values.ToArray()),
        .. Groups.SelectMany(group => group.Optimiser.State.SelectMany(state => state.Value.Span.ToArray())),
        .. Groups.Select(group => T.CreateChecked(group.Optimiser.Steps)),
    ];

    public static CheckpointState State(long tEnv) => new()
    {
        RandomSeed = ulong.MaxValue - 1,
        TEnv = tEnv,
        Episode = 12,
        TrainingSteps = 7,
        NextEvaluation = tEnv + 100,
        MetricsRows = 3,
        LastTargetUpdate = new Dictionary<string, long> { ["actor"] = 11 },
        Counters = new Dictionary<string, long> { ["rejected"] = 5 },
        SinceLastRow = new Dictionary<string, RunningMean>
        {
            ["loss"] = new(0.1 + 0.2, 3),
            ["grad_norm"] = new(double.NaN, 1),
        },
        LargestSinceLastRow = new Dictionary<string, double> { ["largest_q"] = 2.0 / 3 },
        Best = new Dictionary<string, double> { ["test_return_mean"] = 1.0 / 3 },
        Replay = JsonSerializer.SerializeToElement(new { segment = 2, length = 4096L }),
    };

    public Saved<T> Train(int steps)
    {
        foreach (CheckpointGroup<T> group in Groups)
        {
            var gradients = new Gradients<T>(group.Online);
            for (int step = 0; step < steps; step++)
            {
                for (int i = 0; i < gradients.Values.Length; i++)
                {
                    gradients.Values[i] = T.CreateChecked(Math.Sin(i + 1.5 * group.Optimiser.Steps));
                }

                group.Optimiser.Step(gradients);
            }
        }

        return this;
    }

    private static ParameterSet<T> Set(string name, int rows, ulong seed)
    {
        var set = new ParameterSet<T>();
        set.Declare($"{name}.fc1.weight", (rows, 2), Initialiser.Uniform(1));
        set.Declare($"{name}.fc1.bias", rows, Initialiser.Uniform(1));
        set.Initialise(seed);
        return set;
    }
}
