using System.Text;
using System.Text.Json;
using Phalanx.Environments;
using Phalanx.Foundation;

namespace Phalanx.Native.Tests;

public sealed class CatalogTests
{
    [Fact]
    public void Every_environment_is_offered_but_the_one_that_starts_programs() => Assert.Equal(
        EnvironmentRegistry.WithBuiltIns().Names.Where(name => name != "external"),
        Catalog.Offered.Select(definition => definition.Name));

    [Fact]
    public void The_list_has_names_types_defaults_and_limits()
    {
        JsonElement[] list = [.. JsonDocument.Parse(Encoding.UTF8.GetString(Catalog.List)).RootElement.EnumerateArray()];
        Assert.Equal(Catalog.Offered.Count(), list.Length);
        JsonElement punishment = SettingOf("predator-prey", "punishment");
        Assert.Equal("number", punishment.GetProperty("type").GetString());
        Assert.Equal(0, punishment.GetProperty("max").GetDouble());
        Assert.Equal(JsonValueKind.Null, punishment.GetProperty("min").ValueKind);
        Assert.Contains("sc2", SettingOf("battle/3m", "profile").GetProperty("one_of").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal("sc2", SettingOf("battle/3m", "profile").GetProperty("default").GetString());

        JsonElement SettingOf(string environment, string setting) => list
            .Single(entry => entry.GetProperty("name").GetString() == environment).GetProperty("settings").EnumerateArray()
            .Single(entry => entry.GetProperty("name").GetString() == setting);
    }

    [Fact]
    public void Settings_come_as_JSON_and_are_checked()
    {
        using OpenBatch batch = Catalog.Make("predator-prey", """{"agents": 3}""", 2);
        Assert.Equal((3, 2), (batch.Spec.Agents, batch.Count));
        AssertRefused("env.agents is 99; it must be a whole number from 1 to 32", """{"agents": 99}""");
        AssertRefused("unknown setting 'env.agent'; did you mean 'env.agents'?", """{"agent": 3}""");
        Assert.StartsWith("the settings are broken JSON: ", Refusal("""{"agents": 3,,}"""), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_name_is_refused_with_the_nearest_one() => Assert.Equal(
        "unknown environment 'battle/3n'; did you mean 'battle/3m'?",
        Assert.Throws<UserErrorException>(() => Catalog.Make("battle/3n", null, 1)).Message);

    [Fact]
    public void A_specification_says_what_there_is()
    {
        using OpenBatch batch = Catalog.Make("battle/3m", null, 2);
        JsonElement spec = JsonDocument.Parse(SpecJson.Write(batch.Spec, batch.Count)).RootElement;
        Assert.Equal(9, spec.GetProperty("actions").GetProperty("count").GetInt32());
        Assert.Equal(2, spec.GetProperty("count").GetInt32());
        Assert.Contains("battle_won", spec.GetProperty("statistics").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(6, spec.GetProperty("entities").GetProperty("count").GetInt32());
        using OpenBatch hills = Catalog.Make("two-quadratics", null, 1);
        JsonElement bounds = JsonDocument.Parse(SpecJson.Write(hills.Spec, 1)).RootElement.GetProperty("actions");
        Assert.Equal(hills.Spec.Actions.Low.ToArray(), bounds.GetProperty("low").EnumerateArray().Select(low => low.GetSingle()));
    }

    private static void AssertRefused(string sentence, string settings) => Assert.Equal(sentence, Refusal(settings));

    private static string Refusal(string settings) => Assert.Throws<UserErrorException>(() => Catalog.Make("predator-prey", settings, 1)).Message;
}
