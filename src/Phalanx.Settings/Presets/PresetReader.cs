using Phalanx.Foundation;

namespace Phalanx.Settings;

/// <summary>Reads the file of a preset.</summary>
internal static class PresetReader
{
    private static readonly string[] Keys = ["preset", "algorithm", "environment", "source", "values"];
    private static readonly string[] ValueKeys = ["value", "source"];

    public static Preset Read(string yaml, string file)
    {
        GivenGroup root = YamlReader.Read(yaml, file);
        ThrowIfUnknown(root, Keys, file);
        string? name = Text(root, "preset", file);
        PresetScope algorithms = Scope(root, "algorithm", file);
        PresetScope environments = Scope(root, "environment", file);
        if (name is null && !algorithms.IsLimited && !environments.IsLimited)
        {
            throw Refuse(file, "a preset is for an algorithm, for an environment, or has a name in 'preset'");
        }

        if (root["values"] is not GivenGroup { Members.Count: > 0 } values)
        {
            throw Refuse(file, "a preset has values, each under the path of its setting");
        }

        string? source = Text(root, "source", file);
        return new Preset(file, name, algorithms, environments, [.. values.Members.Select(member => ValueOf(member.Key, member.Value, source, file))]);
    }

    /// <summary>A value stands alone, or with its own source beside it.</summary>
    private static PresetValue ValueOf(string path, Given given, string? source, string file)
    {
        Given value = given;
        if (given is GivenGroup pair)
        {
            ThrowIfUnknown(pair, ValueKeys, file);
            value = pair["value"] ?? throw Refuse(file, $"{path} has no value");
            source = Text(pair, "source", file) ?? source;
        }

        return new PresetValue(path, value, source ?? throw Refuse(file, $"{path} has no source, and neither has the preset"));
    }

    private static PresetScope Scope(GivenGroup root, string key, string file) => new(root[key] switch
    {
        null => [],
        GivenText name => [name.Text],
        GivenList names when names.Items.Count > 0 && names.Items.All(item => item is GivenText) => [.. names.Items.Select(item => ((GivenText)item).Text)],
        _ => throw Refuse(file, $"{key} is a name or a list of names"),
    });

    private static string? Text(GivenGroup group, string key, string file) => group[key] switch
    {
        null => null,
        GivenText { Text.Length: > 0 } text => text.Text,
        _ => throw Refuse(file, $"{key} is a text"),
    };

    private static void ThrowIfUnknown(GivenGroup group, string[] allowed, string file)
    {
        string? unknown = group.Members.Select(member => member.Key).FirstOrDefault(key => !allowed.Contains(key));
        if (unknown is not null)
        {
            throw Refuse(file, Wording.Unknown("key", unknown, where: "", allowed));
        }
    }

    private static UserErrorException Refuse(string file, string reason) => new($"preset {Wording.File(file)}: {reason}");
}
