using System.Reflection;
using Phalanx.Foundation;

namespace Phalanx.Settings;

/// <summary>
/// A value in a document in YAML that is no settings, such as a map. The caller that reads a value tells what it must be; anything else is a
/// <see cref="UserErrorException"/> that names the file and the line.
/// </summary>
public sealed class DocumentNode
{
    private readonly Given _given;

    private DocumentNode(string path, string key, Given given) => (Path, Key, _given) = (path, key, given);

    /// <summary>Its whole name, <c>weapon.damage</c>. Empty for the whole document.</summary>
    public string Path { get; }

    /// <summary>The last name of its path.</summary>
    public string Key { get; }

    /// <summary>Where it stands, as it follows its name in a sentence: <c> in 'map.yaml', line 4</c>.</summary>
    public string Where => _given.Where;

    /// <summary>Whether it is a group of names and values.</summary>
    public bool IsGroup => _given is GivenGroup;

    /// <summary>Whether it is a text or a number.</summary>
    public bool IsText => _given is GivenText;

    /// <summary>Whether it is a list.</summary>
    public bool IsList => _given is GivenList;

    /// <summary>Whether nothing stands where a value might.</summary>
    public bool IsEmpty => _given is GivenNull;

    /// <summary>The value as settings read it.</summary>
    internal Given Given => _given;

    private string Called => Path.Length > 0 ? Path : "the document";

    /// <summary>Reads a text.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="file">What the text is called in sentences.</param>
    /// <param name="content">What the text holds, in the plural: <c>maps</c>.</param>
    /// <exception cref="UserErrorException">It is not YAML, or has more than groups, lists and values.</exception>
    public static DocumentNode Read(string text, string file, string content)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(file);
        return new DocumentNode("", "", YamlReader.Read(text, file, content));
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What it holds, in the plural: <c>maps</c>.</param>
    /// <exception cref="UserErrorException">The file cannot be read, is not YAML, or has more than groups, lists and values.</exception>
    public static DocumentNode ReadFile(string path, string content)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new DocumentNode("", "", YamlReader.ReadFile(path, content));
    }

    /// <summary>Reads a resource that an assembly carries.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="resource">The name of the resource, which sentences call it by too.</param>
    /// <param name="content">What it holds, in the plural: <c>maps</c>.</param>
    public static DocumentNode ReadEmbedded(Assembly assembly, string resource, string content) => Read(TextFile.Read(assembly, resource), resource, content);

    /// <summary>The value of a name, or null when there is none or it is empty.</summary>
    /// <param name="key">The name.</param>
    public DocumentNode? Find(string key) => Group()[key] is { } given and not GivenNull ? Child(key, given) : null;

    /// <summary>The value of a name that must be there.</summary>
    /// <param name="key">The name.</param>
    public DocumentNode Required(string key) => Find(key) ?? throw new UserErrorException($"{Child(key, _given).Path} is missing{Where}");

    /// <summary>All values of a group, in the order of the file.</summary>
    public IReadOnlyList<DocumentNode> Members() => [.. Group().Members.Select(member => Child(member.Key, member.Value))];

    /// <summary>All values of a list. They have the list's own name.</summary>
    public IReadOnlyList<DocumentNode> Items() =>
        _given is GivenList list ? [.. list.Items.Select(item => new DocumentNode(Path, Key, item))] : throw MustBe("a list");

    /// <summary>Refuses a group that has other names than these.</summary>
    /// <param name="keys">The names that are allowed.</param>
    public void AllowOnly(params string[] keys)
    {
        if (Members().FirstOrDefault(member => !keys.Contains(member.Key)) is { } unknown)
        {
            throw new UserErrorException(Wording.Unknown("key", unknown.Key, unknown.Where, keys));
        }
    }

    /// <summary>A text.</summary>
    public string Text() => (string)Read(new TextKind([]));

    /// <summary>A number, its limits included.</summary>
    /// <param name="min">The least that is allowed.</param>
    /// <param name="max">The most that is allowed.</param>
    public double Number(double min, double max) => (double)Read(new NumberKind(Between(min, max)));

    /// <summary>A whole number, its limits included.</summary>
    /// <param name="min">The least that is allowed.</param>
    /// <param name="max">The most that is allowed.</param>
    public int WholeNumber(int min, int max) => (int)Read(new IntegerKind(typeof(int), Between(min, max)));

    /// <summary>True or false.</summary>
    public bool Boolean() => (bool)Read(new BooleanKind());

    /// <summary>One of the names of an enumeration, in snake_case.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    public T OneOf<T>()
        where T : struct, Enum => (T)Read(new EnumKind(typeof(T)));

    /// <summary>This group laid over another: what this one does not say is as there, in groups inside too. An empty value takes away what is there.</summary>
    /// <param name="other">The other group.</param>
    public DocumentNode Over(DocumentNode other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new DocumentNode(Path, Key, Over(Group(), other.Group()));
    }

    /// <summary>The sentence that refuses this value.</summary>
    /// <param name="allowed">What it must be, as it follows "it must be".</param>
    public UserErrorException MustBe(string allowed) => new($"{Called} is {_given.Shown}{Where}; it must be {allowed}");

    private static GivenGroup Over(GivenGroup upper, GivenGroup lower) => upper with
    {
        Members =
        [
            .. upper.Members.Select(member => member.Value is GivenGroup group && lower[member.Key] is GivenGroup below
                ? new KeyValuePair<string, Given>(member.Key, Over(group, below))
                : member),
            .. lower.Members.Where(member => upper[member.Key] is null),
        ],
    };

    private static Limits Between(double min, double max) => new(min, max, double.NegativeInfinity, double.PositiveInfinity);

    private object Read(SettingKind kind) => kind.Read(Called, _given)!;

    private GivenGroup Group() => _given as GivenGroup ?? throw MustBe("a group of names and values");

    private DocumentNode Child(string key, Given given) => new(Path.Length > 0 ? $"{Path}.{key}" : key, key, given);
}
