using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Phalanx.Packages.Tests;

/// <summary>
/// All packages, packed once into a folder, and an SDK that knows no other source: what a project needs beside them must already be in the machine's
/// folder of packages. Nothing is fetched, and nothing outside of the temporary folder is written.
/// </summary>
public sealed class PackedFolder : IDisposable
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<string> _packages;
    private readonly Lazy<string> _tool;

    public PackedFolder()
    {
        _packages = new Lazy<string>(Pack);
        _tool = new Lazy<string>(InstallTool);
    }

    /// <summary>The version of all packages.</summary>
    public string Version => Files.Select(name => Regex.Match(name, @"^Phalanx\.Foundation\.(.+)\.nupkg$")).Single(match => match.Success).Groups[1].Value;

    /// <summary>The names of the files that were packed.</summary>
    public IReadOnlyList<string> Files => [.. Directory.GetFiles(_packages.Value).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    /// <summary>A package of the folder.</summary>
    internal Package Open(string id, string ending = "nupkg") => new(Path.Combine(_packages.Value, $"{id}.{Version}.{ending}"));

    /// <summary>A folder of a test's own, below the one whose nuget.config clears all other sources.</summary>
    internal string NewFolder(string name) => Directory.CreateDirectory(_folder.At("projects", name)).FullName;

    /// <summary>Runs the SDK in a folder, and fails with what it printed when it does not end well.</summary>
    internal ProgramResult Dotnet(string folder, params string[] arguments)
    {
        _ = _packages.Value;
        return Run("dotnet", folder, arguments).MustEndWell();
    }

    /// <summary>Runs the installed tool in a folder.</summary>
    internal ProgramResult Tool(string folder, params string[] arguments) => Run(_tool.Value, folder, arguments);

    public void Dispose() => _folder.Dispose();

    private string Pack()
    {
        string packages = _folder.At("packages");
        WriteConfiguration(packages);
        string[] arguments = ["pack", RepositoryRoot.Solution, "--no-build", "--configuration", Configuration, "--output", packages, "-nodeReuse:false"];
        Run("dotnet", RepositoryRoot.Path, arguments).MustEndWell();
        return packages;
    }

    private string InstallTool()
    {
        string path = _folder.At("tool");
        Dotnet(NewFolder("tool"), "tool", "install", "Phalanx.Tool", "--version", Version, "--tool-path", path);
        return Path.Combine(path, "phalanx");
    }

    private void WriteConfiguration(string packages)
    {
        string machine = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var document = new XDocument(new XElement(
            "configuration",
            new XElement("packageSources", new XElement("clear"), Add("packed", packages)),
            new XElement("fallbackPackageFolders", new XElement("clear"), Add("machine", machine))));
        _folder.Write("nuget.config", document.ToString());

        static XElement Add(string key, string value) => new("add", new XAttribute("key", key), new XAttribute("value", value));
    }

    private ProgramResult Run(string program, string folder, string[] arguments) => ProgramResult.Of(program, folder, arguments, new Dictionary<string, string?>
    {
        // The packing itself reads what the build restored; whatever is installed has caches of its own.
        ["NUGET_PACKAGES"] = folder == RepositoryRoot.Path ? Environment.GetEnvironmentVariable("NUGET_PACKAGES") : _folder.At("cache"),
        ["DOTNET_CLI_HOME"] = _folder.At("home"),
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_CLI_UI_LANGUAGE"] = "en",
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false",
        // Servers that stay behind would hold files of the temporary folder.
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        ["UseSharedCompilation"] = "false",
        // Of the tests that these tests run in.
        ["PHALANX_TEST_RESULTS"] = null,
        ["PHALANX_PLAIN"] = "1",
    });
}
