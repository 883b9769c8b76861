using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Examples.Web;

/// <summary>
/// Three guards in a yard with three gates. The team is paid for every gate at which one of them stands; two at one gate count once. The page in the browser has the
/// same world in world.js, and shows the team what it sees here.
/// </summary>
internal sealed class Gates : IEnvironment
{
    /// <summary>The name under which it is registered.</summary>
    public const string Name = "gates";

    private const int Guards = 3;
    private const int Size = 7;
    private const int Place = 2 * Size; // a column and a row, one-hot
    private const int Limit = 16;

    private static readonly (int X, int Y)[] Places = [(3, 0), (0, 6), (6, 6)];
    private static readonly (int X, int Y)[] Ways = [(0, 0), (0, -1), (1, 0), (0, 1), (-1, 0)];

    private readonly (int X, int Y)[] _guards = new (int X, int Y)[Guards];
    private int _steps;

    public EnvironmentSpec Spec { get; } = new()
    {
        Name = Name,
        Agents = Guards,
        Actions = ActionSpec.Named("stay", "north", "east", "south", "west"),
        ObservationSize = Guards * Place,
        StateSize = Guards * Place,
        EpisodeLimit = Limit,
        Statistics = ["guarded"],
    };

    private int Guarded => Places.Count(gate => _guards.Contains(gate));

    public void Reset(ulong seed)
    {
        var stream = new RandomStream(seed, StreamPurpose.Named(Name), 0);
        _steps = 0;
        for (int guard = 0; guard < Guards; guard++)
        {
            _guards[guard] = (stream.NextInt(Size), stream.NextInt(Size));
        }
    }

    public StepResult Step(JointAction action)
    {
        _steps++;
        for (int guard = 0; guard < Guards; guard++)
        {
            (int x, int y) = Ways[action.Discrete[guard]];
            _guards[guard] = (Math.Clamp(_guards[guard].X + x, 0, Size - 1), Math.Clamp(_guards[guard].Y + y, 0, Size - 1));
        }

        return new StepResult((double)Guarded / Places.Length, Terminated: false, Truncated: _steps == Limit);
    }

    /// <summary>Every guard sees its own place first, and then those of the others in the order of their ids.</summary>
    public void WriteObservations(Span<float> observations)
    {
        for (int guard = 0; guard < Guards; guard++)
        {
            Span<float> own = observations.Slice(guard * Guards * Place, Guards * Place);
            Write(own, guard);
            own = own[Place..];
            for (int other = 0; other < Guards; other++)
            {
                if (other != guard)
                {
                    Write(own, other);
                    own = own[Place..];
                }
            }
        }
    }

    public void WriteState(Span<float> state)
    {
        for (int guard = 0; guard < Guards; guard++)
        {
            Write(state[(guard * Place)..], guard);
        }
    }

    public void WriteStatistics(Span<float> statistics) => statistics[0] = Guarded;

    private void Write(Span<float> numbers, int guard)
    {
        numbers[..Place].Clear();
        numbers[_guards[guard].X] = 1;
        numbers[Size + _guards[guard].Y] = 1;
    }
}
