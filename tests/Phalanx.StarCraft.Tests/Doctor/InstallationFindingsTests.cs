using Phalanx.StarCraft.Doctor;
using Phalanx.StarCraft.Server;

namespace Phalanx.StarCraft.Tests.Doctor;

public sealed class InstallationFindingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_whole_folder_lacks_nothing()
    {
        ServerFolder.Write(_folder.Path, ["phalanx"]);
        InstallationFindings findings = InstallationFindings.Look(_folder.Path);
        Assert.Empty(findings.Missing);
        Assert.Equal(23, findings.Maps.Count);
        Assert.Equal($"StarCraft II is in '{_folder.Path}', which is the server of this tool", findings.Found[0]);
        Assert.Equal("maps of SMAC: 23 of 23", findings.Found[^1]);
    }

    [Fact]
    public void What_is_missing_is_told_with_where_it_belongs()
    {
        ServerFolder.Write(_folder.Path, ["phalanx"]);
        string map = _folder.At("Maps", "SMAC_Maps", "corridor.SC2Map");
        File.Delete(map);
        InstallationFindings findings = InstallationFindings.Look(_folder.Path);
        Assert.StartsWith($"the map '{map}' is missing", Assert.Single(findings.Missing), StringComparison.Ordinal);
        Assert.Equal("maps of SMAC: 22 of 23", findings.Found[^1]);

        File.Delete(_folder.At("Versions", "Base75689", "SC2_x64"));
        findings = InstallationFindings.Look(_folder.Path);
        Assert.Contains("SC2_x64", Assert.Single(findings.Missing), StringComparison.Ordinal);
        Assert.Empty(findings.Maps);
    }
}
