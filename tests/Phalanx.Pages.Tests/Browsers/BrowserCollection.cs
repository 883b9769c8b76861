using System.Diagnostics.CodeAnalysis;

namespace Phalanx.Pages.Tests.Browsers;

/// <summary>All tests that open pages: they share one browser, since its start takes longer than a page.</summary>
[CollectionDefinition(Name)]
[SuppressMessage("Naming", "CA1711", Justification = "What xunit calls such a group.")]
public class BrowserCollection : ICollectionFixture<Browser>
{
    public const string Name = "Browser";
}
