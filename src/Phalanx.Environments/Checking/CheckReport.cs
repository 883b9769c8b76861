using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Phalanx.Environments;

/// <summary>All that <see cref="EnvironmentChecker"/> found.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "A report, of which the findings are the content.")]
public sealed class CheckReport : IReadOnlyList<Finding>
{
    private readonly List<Finding> _findings;

    internal CheckReport(string environment, List<Finding> findings)
    {
        Environment = environment;
        _findings = findings;
    }

    /// <summary>The name of the environment.</summary>
    public string Environment { get; }

    /// <summary>Whether no rule is broken; there may be hints.</summary>
    public bool Passed => _findings.TrueForAll(finding => finding.IsHint);

    /// <summary>How many findings there are, hints included.</summary>
    public int Count => _findings.Count;

    /// <summary>A finding by its place.</summary>
    /// <param name="index">The place.</param>
    public Finding this[int index] => _findings[index];

    /// <summary>Throws if a rule is broken: all that a test of an environment needs.</summary>
    /// <exception cref="EnvironmentContractException">A rule is broken; the message names each.</exception>
    public void ThrowIfAny()
    {
        if (!Passed)
        {
            IEnumerable<string> broken = _findings.Where(finding => !finding.IsHint).Select(finding => $"- {finding.Sentence}");
            throw new EnvironmentContractException(
                Environment, string.Join(System.Environment.NewLine, broken.Prepend("it breaks the contract:")));
        }
    }

    /// <inheritdoc/>
    public IEnumerator<Finding> GetEnumerator() => _findings.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>One line for each finding.</summary>
    public override string ToString() => _findings.Count == 0
        ? $"environment '{Environment}' keeps every rule"
        : string.Join(System.Environment.NewLine, _findings);
}
