using System.Diagnostics.CodeAnalysis;

namespace Phalanx.Packages.Tests;

/// <summary>Tests that share what is packed, one after the other.</summary>
[CollectionDefinition(Name)]
[SuppressMessage("Naming", "CA1711", Justification = "What xunit calls such a group.")]
public sealed class PackedCollection : ICollectionFixture<PackedFolder>
{
    public const string Name = "packed";
}
