using Phalanx.Environments;
using Phalanx.Foundation;

namespace WorldNamespace;

/// <summary>
/// Two guards on a wall with a gate at either end. As long as each stands at another gate, the team is paid. Change it into a world of yours: what
/// the members mean is the contract of <see cref="IEnvironment"/>, and <see cref="EnvironmentChecker"/> tells which rule a world breaks.
/// </summary>
public sealed class World : IEnvironment
{
    /// <summary>The name under which it is registered.</summary>
    public const string Name = "world-name";

    private const int Guards = 2;
    private const int Places = 7;
    private const int Limit = 12;

    private readonly int[] _places = new int[Guards];
    private int _steps;

    /// <summary>How many there are, what they choose from and see, and how long an episode is at most. It never changes.</summary>
    public EnvironmentSpec Spec { get; } = new()
    {
        Name = Name,
        Agents = Guards,
        Actions = ActionSpec.Named("left", "stay", "right"),
        ObservationSize = 2 * Places,
        StateSize = Guards * Places,
        EpisodeLimit = Limit,
        Statistics = ["guarded"],
    };

    private bool Guarded => Math.Min(_places[0], _places[1]) == 0 && Math.Max(_places[0], _places[1]) == Places - 1;

    /// <summary>Begins an episode. Everything random in it comes from the seed, so that it can be played again.</summary>
    public void Reset(ulong seed)
    {
        var stream = new RandomStream(seed, StreamPurpose.Named(Name), 0);
        _steps = 0;
        for (int guard = 0; guard < Guards; guard++)
        {
            _places[guard] = stream.NextInt(1, Places - 1);
        }
    }

    /// <summary>All agents act at once. A time limit truncates: learning knows that the world would have gone on.</summary>
    public StepResult Step(JointAction action)
    {
        _steps++;
        for (int guard = 0; guard < Guards; guard++)
        {
            _places[guard] = Math.Clamp(_places[guard] + action.Discrete[guard] - 1, 0, Places - 1);
        }

        return new StepResult(Reward: Guarded ? 1 : 0, Terminated: false, Truncated: _steps == Limit);
    }

    /// <summary>What each agent sees, one after the other: where it is, and where the other one is. Last actions and ids are added by learners.</summary>
    public void WriteObservations(Span<float> observations)
    {
        observations.Clear();
        for (int guard = 0; guard < Guards; guard++)
        {
            Span<float> own = observations.Slice(guard * 2 * Places, 2 * Places);
            own[_places[guard]] = 1;
            own[Places + _places[1 - guard]] = 1;
        }
    }

    /// <summary>What the whole world is: only training reads it, never an agent that acts.</summary>
    public void WriteState(Span<float> state)
    {
        state.Clear();
        for (int guard = 0; guard < Guards; guard++)
        {
            state[(guard * Places) + _places[guard]] = 1;
        }
    }

    /// <summary>Figures of the episode, in the order of their names in the spec: columns of metrics.csv.</summary>
    public void WriteStatistics(Span<float> statistics) => statistics[0] = Guarded ? 1 : 0;

    /// <summary>A picture for those who watch; learners never see it.</summary>
    public Frame Draw() => new(Places, 1,
    [
        .. _places.Select((place, guard) => new FrameItem(FrameRole.Agent, FrameShape.Disc, place + 0.5, 0.5, 1) { Id = guard, Agent = guard, Label = $"{guard}" }),
    ]);
}
