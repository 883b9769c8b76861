using System.Globalization;
using Phalanx.Foundation;
using Phalanx.Settings;

namespace Phalanx.Analysis.Experiments;

/// <summary>What all parts of an experiment file are read by.</summary>
internal static class NodeReading
{
    private static readonly string[] ValueKeys = ["value", "source"];

    /// <summary>The text of a key; a fallback where there is none.</summary>
    public static string TextOf(this DocumentNode node, string key, string otherwise) => node.Find(key)?.Text() ?? otherwise;

    /// <summary>Whether a key says true.</summary>
    public static bool IsTrue(this DocumentNode node, string key) => node.Find(key)?.Boolean() ?? false;

    /// <summary>A finite number.</summary>
    public static double AnyNumber(this DocumentNode node) => node.Number(double.MinValue, double.MaxValue);

    /// <summary>A number, or a number that is not there.</summary>
    public static double? NumberOf(this DocumentNode node, string key) => node.Find(key)?.AnyNumber();

    /// <summary>A number of environment steps.</summary>
    public static long Steps(this DocumentNode node)
    {
        double steps = node.Number(0, 1L << 52);
        return steps == Math.Floor(steps) ? (long)steps : throw node.MustBe("a whole number of environment steps");
    }

    /// <summary>A text, or each text of a list.</summary>
    public static IReadOnlyList<string> Texts(this DocumentNode? node) => node switch
    {
        null => [],
        { IsList: true } => [.. node.Items().Select(item => item.Text())],
        _ => [node.Text()],
    };

    /// <summary>Names of which each must be among some.</summary>
    public static IReadOnlyList<string> Names(this DocumentNode? node, string kind, IReadOnlyCollection<string> allowed)
    {
        IReadOnlyList<string> names = node.Texts();
        return names.FirstOrDefault(name => !allowed.Contains(name)) is { } unknown
            ? throw new UserErrorException(Wording.Unknown(kind, unknown, node!.Where, allowed))
            : names;
    }

    /// <summary>The seeds of a list.</summary>
    public static IReadOnlyList<ulong> Seeds(this DocumentNode node)
    {
        ulong[] seeds = [.. node.Items().Select(item => ulong.TryParse(item.Text(), NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)
            ? seed
            : throw item.MustBe("a whole number of at least 0"))];
        return seeds.Length > 0 && seeds.Distinct().Count() == seeds.Length ? seeds : throw node.MustBe("a list of different seeds, at least one");
    }

    /// <summary>Settings by their paths: a value, or <c>{value, source}</c>.</summary>
    public static IReadOnlyList<PlacedSetting> Settings(this DocumentNode? node) => node is null ? [] : [.. node.Members().Select(Setting)];

    private static PlacedSetting Setting(DocumentNode member)
    {
        // The path of a setting has dots of its own, so the key is the whole of it.
        if (!member.IsGroup)
        {
            return new PlacedSetting(member.Key, member);
        }

        member.AllowOnly(ValueKeys);
        return new PlacedSetting(member.Key, member.Required("value"), member.TextOf("source", ""));
    }
}
