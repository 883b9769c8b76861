namespace Phalanx.Acting;

/// <summary>Pools the rows of the entities that an agent sees into one row; those that are hidden or absent count as rows of zeros.</summary>
public sealed class PoolOperation : PolicyOperation
{
    internal const string Name = "pool";

    /// <summary>A pool.</summary>
    /// <param name="input">What it reads, [entities, W].</param>
    /// <param name="output">What it makes, [agents, W].</param>
    /// <param name="pooling">What is made of every column.</param>
    public PoolOperation(string input, string output, PolicyPooling pooling)
        : base(input, output) => Pooling = pooling;

    /// <inheritdoc/>
    public override string Kind => Name;

    /// <summary>What is made of every column; <c>kind</c> in files.</summary>
    public PolicyPooling Pooling { get; }
}
