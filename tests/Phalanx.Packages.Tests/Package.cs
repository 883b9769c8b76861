using System.IO.Compression;
using System.Text;
using System.Xml.Linq;

namespace Phalanx.Packages.Tests;

/// <summary>A package as a file: its specification and the files in it.</summary>
internal sealed class Package
{
    private static readonly string[] OfTheFormat = ["_rels/", "[Content_Types].xml", "package/services/"];

    private readonly XElement _metadata;
    private readonly Dictionary<string, byte[]> _files = [];

    public Package(string path)
    {
        using ZipArchive archive = ZipFile.OpenRead(path);
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            using Stream stream = entry.Open();
            using var content = new MemoryStream();
            stream.CopyTo(content);
            _files[entry.FullName] = content.ToArray();
        }

        string specification = _files.Keys.Single(name => name.EndsWith(".nuspec", StringComparison.Ordinal));
        using var text = new MemoryStream(_files[specification]);
        _metadata = XDocument.Load(text).Root!.Elements().Single();
        Files =
        [
            .. _files.Keys.Where(name => name != specification && !OfTheFormat.Any(part => name.StartsWith(part, StringComparison.Ordinal)))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The files that it carries, without those that belong to the format.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>What the specification says under a name; null where it is silent.</summary>
    public string? this[string name] => Find(name)?.Value;

    /// <summary>The commit that it was made from.</summary>
    public string? Commit => Find("repository")?.Attribute("commit")?.Value;

    /// <summary>What kind of package it is, where it is not an ordinary one.</summary>
    public string? Type => Find("packageTypes")?.Elements().Single().Attribute("name")?.Value;

    /// <summary>The dependencies, as <c>framework: package</c>, or the framework alone where it has none.</summary>
    public IReadOnlyList<string> Dependencies =>
    [
        .. from dependencies in Elements(_metadata, "dependencies")
           from target in Elements(dependencies, "group")
           let framework = target.Attribute("targetFramework")!.Value
           from text in Elements(target, "dependency").Select(each => $"{framework}: {each.Attribute("id")!.Value}").DefaultIfEmpty(framework)
           select text,
    ];

    /// <summary>The bytes of a file in it.</summary>
    public byte[] Read(string file) => _files[file];

    /// <summary>The text of a file in it.</summary>
    public string ReadText(string file) => Encoding.UTF8.GetString(Read(file));

    private XElement? Find(string name) => Elements(_metadata, name).SingleOrDefault();

    private static IEnumerable<XElement> Elements(XElement parent, string name) => parent.Elements().Where(element => element.Name.LocalName == name);
}
