namespace Phalanx.Acting;

/// <summary>
/// Multi-head attention of agents to entities. Columns are queries, keys and values, a third each: per head
/// <c>softmax(q k / √(W / heads)) v</c>, with the queries of the agents and without the entities that are hidden or absent. An agent that sees nothing gets zeros.
/// </summary>
public sealed class AttendOperation : PolicyOperation
{
    internal const string Name = "attend";

    /// <summary>An attention.</summary>
    /// <param name="input">What it reads, [entities, 3W].</param>
    /// <param name="output">What it makes, [agents, W].</param>
    /// <param name="heads">The number of heads, which divides W.</param>
    public AttendOperation(string input, string output, int heads)
        : base(input, output) => Heads = heads;

    /// <inheritdoc/>
    public override string Kind => Name;

    /// <summary>The number of heads, which divides W.</summary>
    public int Heads { get; }
}
