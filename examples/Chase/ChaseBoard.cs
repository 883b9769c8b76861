namespace Phalanx.Examples.Chase;

/// <summary>
/// A small grid on which three hunters chase one prey. The prey is caught when two of them stand beside it, so that one alone catches nothing. Nothing here knows
/// how hunters decide.
/// </summary>
internal sealed class ChaseBoard
{
    public const int Size = 8;
    public const int Hunters = 3;
    public const int Actions = 5;
    public const int ObservationSize = 8;

    /// <summary>What an action does: stay, up, down, left, right.</summary>
    private static readonly (int X, int Y)[] Moves = [(0, 0), (0, -1), (0, 1), (-1, 0), (1, 0)];

    private readonly (int X, int Y)[] _hunters = new (int, int)[Hunters];
    private ulong _draws;

    /// <summary>Where the prey is.</summary>
    public (int X, int Y) Prey { get; private set; }

    /// <summary>Whether two hunters stand beside the prey.</summary>
    public bool Caught => _hunters.Count(hunter => Distance(hunter, Prey) == 1) >= 2;

    /// <summary>Puts all of them somewhere; the same seed gives the same board.</summary>
    public void Reset(ulong seed)
    {
        _draws = seed * 2 + 1;
        do
        {
            Prey = (Draw(Size), Draw(Size));
            for (int i = 0; i < Hunters; i++)
            {
                _hunters[i] = (Draw(Size), Draw(Size));
            }
        }
        while (Caught || Enumerable.Range(0, Hunters).Any(i => IsTaken(_hunters[i], but: i)));
    }

    /// <summary>Lets the hunters move, the first one first. One whose way is taken stays.</summary>
    public void MoveHunters(ReadOnlySpan<int> actions)
    {
        for (int i = 0; i < Hunters; i++)
        {
            (int X, int Y) to = After(_hunters[i], actions[i]);
            if (IsInside(to) && !IsTaken(to, but: i))
            {
                _hunters[i] = to;
            }
        }
    }

    /// <summary>Lets the prey move.</summary>
    public void MovePrey(int action)
    {
        (int X, int Y) to = After(Prey, action);
        if (IsInside(to) && !_hunters.Contains(to))
        {
            Prey = to;
        }
    }

    /// <summary>What a prey does that nobody steers: mostly away from the nearest hunter.</summary>
    public int Flee()
    {
        if (Draw(5) == 0)
        {
            return Draw(Actions);
        }

        int best = 0;
        for (int action = 1; action < Actions; action++)
        {
            best = Safety(action) > Safety(best) ? action : best;
        }

        return best;

        int Safety(int action)
        {
            (int X, int Y) to = After(Prey, action);
            return IsInside(to) && !_hunters.Contains(to) ? (4 * _hunters.Min(hunter => Distance(hunter, to))) + _hunters.Sum(hunter => Distance(hunter, to)) : -1;
        }
    }

    /// <summary>What each hunter sees: where it is, and where the prey and the other hunters are from there.</summary>
    public void WriteObservations(Span<float> observations)
    {
        int at = 0;
        for (int i = 0; i < Hunters; i++)
        {
            observations[at++] = _hunters[i].X / (float)Size;
            observations[at++] = _hunters[i].Y / (float)Size;
            Write(Prey, observations);
            for (int other = 1; other < Hunters; other++)
            {
                Write(_hunters[(i + other) % Hunters], observations);
            }

            void Write((int X, int Y) seen, Span<float> target)
            {
                target[at++] = (seen.X - _hunters[i].X) / (float)Size;
                target[at++] = (seen.Y - _hunters[i].Y) / (float)Size;
            }
        }
    }

    /// <summary>Which actions do not leave the board.</summary>
    public void WriteAvailable(Span<bool> available)
    {
        for (int i = 0; i < Hunters * Actions; i++)
        {
            available[i] = IsInside(After(_hunters[i / Actions], i % Actions));
        }
    }

    /// <summary>The board as text: hunters are digits, the prey is a star.</summary>
    public override string ToString() => string.Join('\n', Enumerable.Range(0, Size).Select(
        y => string.Join(' ', Enumerable.Range(0, Size).Select(x => Prey == (x, y) ? "*" : Array.IndexOf(_hunters, (x, y)) is >= 0 and int i ? $"{i}" : "."))));

    private static (int X, int Y) After((int X, int Y) at, int action) => (at.X + Moves[action].X, at.Y + Moves[action].Y);

    private static bool IsInside((int X, int Y) at) => at.X is >= 0 and < Size && at.Y is >= 0 and < Size;

    private static int Distance((int X, int Y) a, (int X, int Y) b) => Math.Abs(a.X - b.X) + Math.Abs(a.Y - b.Y);

    private bool IsTaken((int X, int Y) at, int but) => at == Prey || Enumerable.Range(0, Hunters).Any(other => other != but && _hunters[other] == at);

    private int Draw(int below)
    {
        _draws = (_draws * 6364136223846793005) + 1442695040888963407;
        return (int)((_draws >> 33) % (ulong)below);
    }
}
