namespace Phalanx.Acting;

/// <summary>
/// One step of the computation of a policy: it reads a value that is given or that an earlier operation made, and makes a value of its own. A value is a matrix
/// of single precision with a row for every agent or for every entity.
/// </summary>
public abstract class PolicyOperation
{
    private protected PolicyOperation(string input, string output) => (Input, Output) = (input, output);

    /// <summary>What files call this kind of operation.</summary>
    public abstract string Kind { get; }

    /// <summary>The name of the value that it reads.</summary>
    public string Input { get; }

    /// <summary>The name of the value that it makes.</summary>
    public string Output { get; }

    /// <summary>The names of the tensors that it uses, in the order in which files hold them.</summary>
    public virtual IReadOnlyList<string> Tensors => Array.Empty<string>();
}
