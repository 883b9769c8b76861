using Phalanx.Environments;

namespace Phalanx.Testing;

/// <summary>
/// Counts the environments that it makes and those that are not disposed yet. They are a small game that can be told to fail at some
/// point of its life; each throws when it is used after its disposal.
/// </summary>
internal sealed class CountingEnvironments
{
    /// <summary>The name under which <see cref="Registry"/> knows it.</summary>
    public const string Name = "counting";

    private int _made;
    private int _alive;
    private int _steps;

    /// <summary>How many environments were made.</summary>
    public int Made => _made;

    /// <summary>How many of them are not disposed.</summary>
    public int Alive => _alive;

    /// <summary>How many steps were taken in all environments together.</summary>
    public int Steps => _steps;

    /// <summary>How many steps an episode has. With one step, the payoffs are declared.</summary>
    public int EpisodeLength { get; init; } = 1;

    /// <summary>The number of the environment that throws instead of being made, from 1; 0 for none.</summary>
    public int FailsAtCreation { get; init; }

    /// <summary>The number of the step, over all environments, that throws, from 1; 0 for none.</summary>
    public int FailsAtStep { get; init; }

    /// <summary>Whether its registration declares the specification.</summary>
    public bool DeclaresSpec { get; init; } = true;

    /// <summary>Called with the number of the step at the beginning of each, from 1.</summary>
    public Action<int>? BeforeStep { get; init; }

    /// <summary>What the environments are.</summary>
    public EnvironmentSpec Spec => new()
    {
        Name = Name,
        Agents = 2,
        Actions = ActionSpec.Discrete(2),
        ObservationSize = 1,
        StateSize = 1,
        EpisodeLimit = EpisodeLength,
        Payoffs = EpisodeLength == 1 ? Game.Payoffs : null,
    };

    /// <summary>Environments whose step of that number cancels.</summary>
    public static CountingEnvironments Cancelling(CancellationTokenSource source, int atStep = 20) => new()
    {
        BeforeStep = step =>
        {
            if (step == atStep)
            {
                source.Cancel();
            }
        },
    };

    /// <summary>Makes an environment.</summary>
    public IEnvironment Create()
    {
        if (Interlocked.Increment(ref _made) == FailsAtCreation)
        {
            throw new InvalidOperationException($"environment {FailsAtCreation} cannot be made");
        }

        Interlocked.Increment(ref _alive);
        return new Game(this);
    }

    /// <summary>A registry of all built-in environments and this one.</summary>
    public EnvironmentRegistry Registry()
    {
        var registry = EnvironmentRegistry.WithBuiltIns();
        registry.Register(Name, "counts its environments", Create, DeclaresSpec ? () => Spec : null);
        return registry;
    }

    private void CountStep()
    {
        int step = Interlocked.Increment(ref _steps);
        BeforeStep?.Invoke(step);
        if (step == FailsAtStep)
        {
            throw new InvalidOperationException($"step {step} fails");
        }
    }

    private sealed class Game(CountingEnvironments owner) : IEnvironment, IDisposable
    {
        public static readonly PayoffTable Payoffs = new(new double[,] { { 1, 2 }, { 3, 4 } });

        private bool _disposed;
        private int _step;

        public EnvironmentSpec Spec { get; } = owner.Spec;

        public void Reset(ulong seed)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _step = 0;
        }

        public StepResult Step(JointAction action)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            owner.CountStep();
            bool last = ++_step == Spec.EpisodeLimit;
            bool oneStep = Spec.EpisodeLimit == 1;
            return new StepResult(Payoffs[action.Discrete], Terminated: last && oneStep, Truncated: last && !oneStep);
        }

        public void WriteObservations(Span<float> observations)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            observations.Fill(_step);
        }

        public void WriteState(Span<float> state)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            state.Fill(_step);
        }

        public void Dispose()
        {
            if (!_disposed)
            {
                _disposed = true;
                Interlocked.Decrement(ref owner._alive);
            }
        }
    }
}
