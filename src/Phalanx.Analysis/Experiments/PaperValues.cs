namespace Phalanx.Analysis.Experiments;

/// <summary>Whether a paper's numbers are in its text.</summary>
public enum PaperValueStatus
{
    /// <summary>They are.</summary>
    Printed,

    /// <summary>They are, but some cannot be read.</summary>
    Damaged,

    /// <summary>They are in a picture that the text does not have.</summary>
    Picture,

    /// <summary>There are none.</summary>
    Absent,
}

/// <summary>The numbers that a paper prints.</summary>
/// <param name="Status">Whether they are in its text.</param>
/// <param name="Tables">The tables; empty unless they are printed.</param>
public sealed record PaperValues(PaperValueStatus Status, IReadOnlyList<PaperTable> Tables);

/// <summary>One printed table, in named parts such as the joint values and each agent's own.</summary>
/// <param name="Name">What the experiment calls it.</param>
/// <param name="Source">Where it is printed.</param>
/// <param name="Parts">Its parts, in the order of the file.</param>
/// <param name="Arm">The arm of which it prints what was learned; null for payoffs and other tables.</param>
public sealed record PaperTable(string Name, string Source, IReadOnlyList<PaperTablePart> Parts, string? Arm = null)
{
    /// <summary>A part by its name, or null.</summary>
    /// <param name="name">The name.</param>
    public PaperTablePart? this[string name] => Parts.FirstOrDefault(part => part.Name == name);
}

/// <summary>A part of a printed table.</summary>
/// <param name="Name">What it is: <c>joint</c>, <c>q1</c>.</param>
/// <param name="Rows">Its numbers; null where a cell cannot be read.</param>
public sealed record PaperTablePart(string Name, IReadOnlyList<IReadOnlyList<double?>> Rows);
