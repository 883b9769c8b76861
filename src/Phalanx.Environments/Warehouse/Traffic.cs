namespace Phalanx.Environments.Warehouse;

/// <summary>
/// Decides which of the robots that want to move can. A robot follows the one that stands where it wants to go; so robots form chains, which
/// end at an empty cell, at a robot that stays, or in a circle.
/// </summary>
internal static class Traffic
{
    // What a robot follows when its target cell is empty.
    private const int None = -1;

    /// <summary>Finds the robots that get where they want to be.</summary>
    /// <param name="cells">Where each robot is.</param>
    /// <param name="targets">Where each wants to be: in its own cell if it stays.</param>
    /// <param name="following">Scratch space, one number for each robot.</param>
    /// <param name="moves">Whether each robot gets there; never those that stay.</param>
    public static void Resolve(ReadOnlySpan<int> cells, ReadOnlySpan<int> targets, Span<int> following, Span<bool> moves)
    {
        for (int robot = 0; robot < cells.Length; robot++)
        {
            following[robot] = cells.IndexOf(targets[robot]);
        }

        moves.Clear();
        for (int robot = 0; robot < cells.Length; robot++)
        {
            (int first, int length) = FindHead(following, robot);
            if (following[first] != None)
            {
                // Only a circle moves, and only one of three or more: two would have to drive through each other, and one stays.
                moves[robot] |= first == robot && length > 2;
            }
            else if (IsLongest(targets, following, robot, first, length))
            {
                MoveChain(following, robot, moves);
            }
        }
    }

    /// <summary>
    /// The robot at the head of the chain that a robot is the last of, and how many they are. When the robot is part of a circle it is itself
    /// the head, and the length that of the circle.
    /// </summary>
    private static (int First, int Length) FindHead(ReadOnlySpan<int> following, int robot)
    {
        int first = robot;
        int length = 1;

        // A chain that runs into a circle further on never ends; any robot of that circle will do as its head.
        while (following[first] != None && following[first] != robot && length <= following.Length)
        {
            first = following[first];
            length++;
        }

        return (following[first] == robot ? robot : first, length);
    }

    /// <summary>
    /// Of all chains that end at the same empty cell the longest one moves; of equally long ones that whose last robot has the lowest id.
    /// </summary>
    private static bool IsLongest(ReadOnlySpan<int> targets, ReadOnlySpan<int> following, int robot, int first, int length)
    {
        for (int other = 0; other < targets.Length; other++)
        {
            (int otherFirst, int otherLength) = FindHead(following, other);
            bool sameCell = following[otherFirst] == None && targets[otherFirst] == targets[first];
            if (sameCell && (otherLength > length || (otherLength == length && other < robot)))
            {
                return false;
            }
        }

        return true;
    }

    private static void MoveChain(ReadOnlySpan<int> following, int last, Span<bool> moves)
    {
        for (int robot = last; robot != None; robot = following[robot])
        {
            moves[robot] = true;
        }
    }
}
