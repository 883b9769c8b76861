namespace Phalanx.Environments.External;

/// <summary>What was last seen of every environment of a program, view by view.</summary>
/// <param name="layout">How wide each view is.</param>
/// <param name="count">How many environments there are.</param>
internal sealed class SeenViews(MessageLayout layout, int count)
{
    public float[] Observations { get; } = new float[count * layout.Observations];

    public float[] State { get; } = new float[count * layout.State];

    public byte[] Available { get; } = new byte[count * layout.Available];

    public byte[] Alive { get; } = new byte[count * layout.Alive];

    public float[] Statistics { get; } = new float[count * layout.Statistics];

    public float[] AgentFeatures { get; } = new float[count * layout.AgentFeatures];

    public float[] Entities { get; } = new float[count * layout.Entities];

    public byte[] Absent { get; } = new byte[count * layout.Absent];

    public byte[] Hidden { get; } = new byte[count * layout.Hidden];

    /// <summary>Takes the views of some environments from a message.</summary>
    /// <param name="blocks">The message, at its first view.</param>
    /// <param name="environments">Whose views follow one another there.</param>
    public void Take(ref BodyBlocks blocks, ReadOnlySpan<int> environments)
    {
        Spread<float>(blocks.Next<float>(environments.Length * layout.Observations), environments, Observations, layout.Observations);
        Spread<float>(blocks.Next<float>(environments.Length * layout.State), environments, State, layout.State);
        Spread<byte>(blocks.Next<byte>(environments.Length * layout.Available), environments, Available, layout.Available);
        Spread<byte>(blocks.Next<byte>(environments.Length * layout.Alive), environments, Alive, layout.Alive);
        Spread<float>(blocks.Next<float>(environments.Length * layout.Statistics), environments, Statistics, layout.Statistics);
        Spread<float>(blocks.Next<float>(environments.Length * layout.AgentFeatures), environments, AgentFeatures, layout.AgentFeatures);
        Spread<float>(blocks.Next<float>(environments.Length * layout.Entities), environments, Entities, layout.Entities);
        Spread<byte>(blocks.Next<byte>(environments.Length * layout.Absent), environments, Absent, layout.Absent);
        Spread<byte>(blocks.Next<byte>(environments.Length * layout.Hidden), environments, Hidden, layout.Hidden);
    }

    private static void Spread<T>(ReadOnlySpan<T> rows, ReadOnlySpan<int> environments, Span<T> view, int width)
    {
        for (int row = 0; row < environments.Length && width > 0; row++)
        {
            rows.Slice(row * width, width).CopyTo(view.Slice(environments[row] * width, width));
        }
    }
}
