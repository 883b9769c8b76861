using System.Text;
using System.Text.Json;

namespace Phalanx.Environments.Tests.Contract;

public class EnvironmentSpecJsonTests
{
    private const string Good = """
        {"name": "two", "agents": 2, "actions": {"count": 2, "names": ["left", "right"]}, "observation_size": 3, "state_size": 4, "episode_limit": 5, "other": 1}
        """;

    [Theory]
    [InlineData("predator-prey")]
    [InlineData("two-quadratics")]
    [InlineData("group-matching")]
    [InlineData("battle/3m")]
    public void What_is_written_is_read(string name)
    {
        EnvironmentSpec spec = EnvironmentRegistry.WithBuiltIns()[name].SpecOf();
        var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            EnvironmentSpecJson.WriteProperties(json, spec);
            json.WriteEndObject();
        }

        using var document = JsonDocument.Parse(text.ToArray());
        EnvironmentSpec read = EnvironmentSpecJson.Read(document.RootElement, "another");
        Assert.Equal(spec with { Name = "another", Payoffs = null, Scripts = [], ObservationParts = [] }, read);
        Assert.Equal(spec.Actions.Names, read.Actions.Names);
    }

    [Theory]
    [InlineData("\"agents\": 2", "\"agents\": 0", "'agents' is 0; it must be a whole number from 1 to 100")]
    [InlineData("\"agents\": 2", "\"agents\": 2.5", "'agents' is 2.5; it must be a whole number from 1 to 100")]
    [InlineData("\"agents\": 2", "\"agents\": 101", "'agents' is 101; it must be a whole number from 1 to 100")]
    [InlineData("\"agents\": 2", "\"agents\": null", "'agents' must be there and be a whole number")]
    [InlineData("\"agents\": 2, ", "", "'agents' must be there and be a whole number")]
    [InlineData("\"two\"", "\"\\ud800\"", "'name' is no Unicode")]
    [InlineData("\"other\"", "\"\\ud800abcdefghi\"", "it has a name that is no Unicode")]
    [InlineData("\"left\"", "7", "'names' must be a list of texts")]
    [InlineData("\"left\"", "\"right\"", "'actions': Action 1 is called 'right'; every action needs a name that no other has. (Parameter 'names')")]
    [InlineData("\"count\": 2", "\"count\": 3", "'actions' has 2 names and a count of 3")]
    [InlineData("\"count\": 2, \"names\"", "\"low\"", "'low' must be a list of numbers")]
    [InlineData("\"state_size\": 4", "\"state_size\": 0", "its specification is wrong: StateSize is 0; it must be at least 1")]
    [InlineData("\"other\": 1", "\"declares_alive\": 1", "'declares_alive' must be true or false")]
    public void What_is_no_specification_is_refused(string from, string to, string sentence)
    {
        Assert.Contains(from, Good, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(Good.Replace(from, to, StringComparison.Ordinal)));
        Assert.Equal(sentence, Assert.Throws<FormatException>(() => EnvironmentSpecJson.Read(document.RootElement, most: 100)).Message);
    }

    [Fact]
    public void A_list_is_none()
    {
        using var document = JsonDocument.Parse("[]");
        Assert.Equal("it is no JSON object", Assert.Throws<FormatException>(() => EnvironmentSpecJson.Read(document.RootElement)).Message);
    }
}
