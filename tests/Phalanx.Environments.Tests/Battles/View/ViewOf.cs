using Phalanx.Environments.Battles;

namespace Phalanx.Environments.Tests;

/// <summary>What a view writes, in arrays of its own.</summary>
internal static class ViewOf
{
    public static float[] Observations(this SmacView view) =>
        Written<float>(view.Rules.Allies * view.Rules.ObservationSize, view.WriteObservations);

    public static float[] Observation(this SmacView view, int agent) =>
        view.Observations().AsSpan(agent * view.Rules.ObservationSize, view.Rules.ObservationSize).ToArray();

    public static float[] State(this SmacView view) => Written<float>(view.Rules.StateSize, view.WriteState);

    public static string Mask(this SmacView view, int agent) => Bits(
        Written<bool>(view.Rules.Allies * view.Rules.Actions, view.WriteAvailableActions).AsSpan(agent * view.Rules.Actions, view.Rules.Actions));

    public static string Visible(this SmacView view, int agent) => Bits(
        Written<bool>(view.Rules.Allies * view.Rules.Units, view.WriteVisibility).AsSpan(agent * view.Rules.Units, view.Rules.Units));

    /// <summary>An array that was full of something else before.</summary>
    public static T[] Written<T>(int length, Write<T> write)
        where T : struct
    {
        T[] values = new T[length];
        values.AsSpan().Fill((T)Convert.ChangeType(1, typeof(T), null));
        write(values);
        return values;
    }

    public delegate void Write<T>(Span<T> values);

    private static string Bits(ReadOnlySpan<bool> values) => string.Concat(values.ToArray().Select(value => value ? '1' : '0'));
}
