using System.Globalization;
using Phalanx.Foundation;

namespace Phalanx.Environments.Battles;

/// <summary>Which of SMACv2's battles is meant by a name: a race, and how many units each side has.</summary>
/// <param name="Race">The race of both sides.</param>
/// <param name="Units">How many agents there are.</param>
/// <param name="Enemies">How many enemies there are.</param>
internal sealed record SmacV2Battle(SmacV2Race Race, int Units, int Enemies)
{
    /// <summary>What all names begin with.</summary>
    public const string Prefix = "battle/v2/";

    private static readonly (int Units, int Enemies)[] PublishedNumbers = [(5, 5), (10, 10), (20, 20), (10, 11), (20, 23)];

    /// <summary>The battles that SMACv2's authors published results on.</summary>
    public static IEnumerable<SmacV2Battle> Published =>
        SmacV2Race.All.SelectMany(race => PublishedNumbers.Select(numbers => new SmacV2Battle(race, numbers.Units, numbers.Enemies)));

    /// <summary>The name of the environment.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Race.Name}_{Units}_vs_{Enemies}");

    /// <summary>What it is, in one line.</summary>
    public string Summary => $"{Units} {Race.Name} units of drawn types against {Enemies}, from drawn places";

    /// <summary>Its settings by default.</summary>
    public SmacV2Settings Defaults => new() { NUnits = Units, NEnemies = Enemies };

    /// <summary>Reads a name; null when it has another form.</summary>
    /// <exception cref="UserErrorException">It has the form of these names, and there is no such battle.</exception>
    public static SmacV2Battle? Parse(string name)
    {
        if (!name.StartsWith(Prefix, StringComparison.Ordinal)
            || name[Prefix.Length..].Split('_') is not [string race, string units, "vs", string enemies]
            || !IsNumber(units)
            || !IsNumber(enemies))
        {
            return null;
        }

        SmacV2Battle battle = new(RaceOf(race, name), CountOf(units, name), CountOf(enemies, name));
        return battle.Name == name ? battle : throw Unknown(name, NearestName.DidYouMean(battle.Name));
    }

    private static SmacV2Race RaceOf(string race, string name) =>
        SmacV2Race.All.FirstOrDefault(known => known.Name == race)
        ?? throw Unknown(name, $"; there is no race '{race}', only {string.Join(", ", SmacV2Race.All.Select(known => known.Name))}");

    private static int CountOf(string digits, string name) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is >= 1 and <= SmacV2Settings.MaxUnits
            ? count
            : throw Unknown(name, $"; a side has 1 to {SmacV2Settings.MaxUnits} units");

    private static bool IsNumber(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    private static UserErrorException Unknown(string name, string why) => new($"unknown environment '{name}'{why}");
}
