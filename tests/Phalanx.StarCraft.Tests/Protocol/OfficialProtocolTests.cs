namespace Phalanx.StarCraft.Tests.Protocol;

/// <summary>Every message, field, number and enumeration that we use, against the official definition.</summary>
public class OfficialProtocolTests
{
    private static ProtocolText Ours => ProtocolText.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "src", "Phalanx.StarCraft", "Protocol", "sc2api.proto")));

    [OfficialFact]
    public void Every_field_has_its_official_number_and_type()
    {
        ProtocolText official = ProtocolText.ReadFolder(Environment.GetEnvironmentVariable(OfficialFactAttribute.Variable)!);
        Assert.Empty(DifferencesOf(Ours, official));
    }

    [Fact]
    public void Our_definition_is_read_whole()
    {
        Assert.Equal(30, Ours.Messages["Unit"]["weapon_cooldown"].Number);
        Assert.Equal(new ProtocolText.Field(97, "uint32", Repeated: false, Choice: null), Ours.Messages["Response"]["id"]);
        Assert.Equal(new ProtocolText.Field(20, "RequestDebug", Repeated: false, Choice: "request"), Ours.Messages["Request"]["debug"]);
        Assert.Equal(99, Ours.Enumerations["Status"]["unknown"]);
        Assert.Equal(6, Ours.Enumerations["ResponseCreateGame.Error"]["MissingPlayerSetup"]);
    }

    [Theory]
    [InlineData("optional uint64 tag = 3;", "optional uint64 tag = 4;", "Unit.tag")]
    [InlineData("optional uint64 tag = 3;", "optional uint32 tag = 3;", "Unit.tag")]
    [InlineData("repeated Unit units = 2;", "optional Unit units = 2;", "ObservationRaw.units")]
    [InlineData("optional float radius = 8;", "optional float radius_new = 8;", "Unit.radius_new")]
    [InlineData("VeryHard = 7;", "VeryHard = 8;", "Difficulty.VeryHard")]
    public void A_difference_is_found(string line, string wrong, string name)
    {
        string definition = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "src", "Phalanx.StarCraft", "Protocol", "sc2api.proto"));
        Assert.StartsWith(name + ":", Assert.Single(DifferencesOf(ProtocolText.Parse(definition.Replace(line, wrong, StringComparison.Ordinal)), Ours)), StringComparison.Ordinal);
    }

    private static IEnumerable<string> DifferencesOf(ProtocolText ours, ProtocolText official)
    {
        foreach ((string message, Dictionary<string, ProtocolText.Field> fields) in ours.Messages)
        {
            Dictionary<string, ProtocolText.Field> theirs = official.Messages.GetValueOrDefault(message) ?? [];
            foreach ((string name, ProtocolText.Field field) in fields)
            {
                if (field != theirs.GetValueOrDefault(name))
                {
                    yield return $"{message}.{name}: {field}, officially {theirs.GetValueOrDefault(name)?.ToString() ?? "nothing"}";
                }
            }

            if (!official.Messages.ContainsKey(message))
            {
                yield return $"{message}: officially nothing";
            }
        }

        foreach ((string enumeration, Dictionary<string, int> values) in ours.Enumerations)
        {
            Dictionary<string, int> theirs = official.Enumerations.GetValueOrDefault(enumeration) ?? [];
            foreach ((string name, int number) in values)
            {
                if (!theirs.TryGetValue(name, out int officially) || officially != number)
                {
                    yield return $"{enumeration}.{name}: {number}, officially {(theirs.ContainsKey(name) ? officially : "nothing")}";
                }
            }
        }
    }
}
