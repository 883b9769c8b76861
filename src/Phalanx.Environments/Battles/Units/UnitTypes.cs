using Phalanx.Foundation;
using Phalanx.Settings;

namespace Phalanx.Environments.Battles;

/// <summary>The types of units that there are under a profile, by name.</summary>
internal sealed class UnitTypes
{
    private const int LongestName = 40;

    // As many as a side may have units.
    private const int MostDefinitions = 128;

    private static readonly Lazy<UnitTypes> Sc2 = new(() => Load(BattleProfile.Sc2, "units.sc2"));
    private static readonly Lazy<UnitTypes> Lite = new(() => Load(BattleProfile.Lite, "units.lite"));

    private readonly BattleProfile _profile;

    // What files say of a type is kept, because another type may be like it.
    private readonly Dictionary<string, (UnitType Type, DocumentNode Definition)> _types;

    private UnitTypes(BattleProfile profile, Dictionary<string, (UnitType, DocumentNode)> types) => (_profile, _types) = (profile, types);

    /// <summary>The names of all types.</summary>
    public IReadOnlyCollection<string> Names => _types.Keys;

    /// <summary>The type of a name.</summary>
    public UnitType this[string name] => _types[name].Type;

    /// <summary>The types that come with the library.</summary>
    public static UnitTypes Of(BattleProfile profile) => profile == BattleProfile.Lite ? Lite.Value : Sc2.Value;

    /// <summary>The type of a name in a file.</summary>
    /// <param name="name">The name.</param>
    /// <param name="where">Where it stands, as it follows the name in a sentence.</param>
    public UnitType Find(string name, string where) => Entry(name, where).Type;

    /// <summary>
    /// These types and those that a file defines. None of them may have the name of one that there is; a copy takes what it does not say from a type
    /// above it.
    /// </summary>
    public UnitTypes With(DocumentNode definitions)
    {
        IReadOnlyList<DocumentNode> members = definitions.Members();
        if (members.Count > MostDefinitions)
        {
            throw new UserErrorException($"{definitions.Path}{definitions.Where} defines {members.Count} types; there may be {MostDefinitions}, as many as a side has units");
        }

        UnitTypes all = new(_profile, new(_types, StringComparer.Ordinal));
        foreach (DocumentNode definition in members)
        {
            all.Add(definition);
        }

        return all;
    }

    private static UnitTypes Load(BattleProfile profile, string file) => new UnitTypes(profile, []).With(BattleData.Open(file));

    private void Add(DocumentNode given)
    {
        if (given.Key.Length is 0 or > LongestName || !given.Key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-'))
        {
            throw new UserErrorException($"a unit cannot be called {Wording.Quote(given.Key)}{given.Where}; a name has up to {LongestName} letters, digits, '_' and '-'");
        }

        if (_types.ContainsKey(given.Key))
        {
            throw new UserErrorException($"unit '{given.Key}'{given.Where} is defined already; give the changed copy another name");
        }

        DocumentNode definition = given.Find("like") is { } like ? given.Over(Entry(like.Text(), like.Where).Definition) : given;
        _types.Add(given.Key, (UnitTypeReader.Read(definition, _profile), definition));
    }

    private (UnitType Type, DocumentNode Definition) Entry(string name, string where) =>
        _types.TryGetValue(name, out (UnitType, DocumentNode) entry)
            ? entry
            : throw new UserErrorException(Wording.Unknown("unit", name, where, Names));
}
