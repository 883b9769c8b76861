using System.Diagnostics.CodeAnalysis;

namespace Phalanx.Testing;

/// <summary>
/// Tests that count the bytes which the whole process allocates, workers included: nothing else may run at the same time.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
[SuppressMessage("Naming", "CA1711", Justification = "What xunit calls such a group.")]
public class AllocationCollection
{
    public const string Name = "Allocation";
}
