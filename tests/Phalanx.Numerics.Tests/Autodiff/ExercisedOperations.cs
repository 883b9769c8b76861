using Phalanx.Numerics.Autodiff;

namespace Phalanx.Numerics.Tests.Autodiff;

/// <summary>Which operations a gradient flowed back through in the checks of gradients, as the tape recorded them.</summary>
internal static class ExercisedOperations
{
    // Of the thread that collects: other tests run meanwhile.
    private static readonly AsyncLocal<HashSet<Type>?> Collected = new();

    /// <summary>Whether checks are run for the sake of what they record; they then leave out the differences.</summary>
    public static bool IsCollecting => Collected.Value is not null;

    /// <summary>The operations that the checks in some tests exercise.</summary>
    public static HashSet<Type> Of(Action tests)
    {
        HashSet<Type> collected = [];
        Collected.Value = collected;
        try
        {
            tests();
            return collected;
        }
        finally
        {
            Collected.Value = null;
        }
    }

    /// <summary>Notes those of the last backward pass over a tape.</summary>
    public static void Note(Tape<double> tape) =>
        Collected.Value?.UnionWith(tape.OperationsOfLastPass().Select(operation => operation.GetType()));
}
