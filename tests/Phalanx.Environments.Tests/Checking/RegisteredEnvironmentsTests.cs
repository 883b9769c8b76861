using Phalanx.Settings;

namespace Phalanx.Environments.Tests;

/// <summary>What holds for every registered environment; a new one gets these tests for nothing.</summary>
public sealed class RegisteredEnvironmentsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> BuiltIns => [.. EnvironmentRegistry.WithBuiltIns().Names];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(BuiltIns))]
    public void A_built_in_environment_keeps_every_rule_of_the_contract(string name)
    {
        EnvironmentDefinition definition = EnvironmentRegistry.WithBuiltIns()[name];
        object settings = RunnableSettings.Of(definition, _folder);

        EnvironmentChecker.Check(count => definition.Create(settings, count)).ThrowIfAny();
    }

    [Theory]
    [MemberData(nameof(BuiltIns))]
    public void A_built_in_environment_has_its_registered_name(string name)
    {
        EnvironmentDefinition definition = EnvironmentRegistry.WithBuiltIns()[name];

        Assert.Equal(name, definition.Create(RunnableSettings.Of(definition, _folder), 1).Spec.Name);
    }

    [Theory]
    [MemberData(nameof(BuiltIns))]
    public void Different_environments_may_be_stepped_on_different_threads(string name)
    {
        const int Count = 16;
        EnvironmentDefinition definition = EnvironmentRegistry.WithBuiltIns()[name];
        object settings = RunnableSettings.Of(definition, _folder);
        IEnvironmentBatch batch = definition.Create(settings, Count);
        Player shared = new(batch);
        Player alone = new(definition.Create(settings, Count));

        // Threads meet as often in a few long episodes as in many short ones.
        int episodes = Math.Clamp(2000 / batch.Spec.EpisodeLimit, 4, 50);
        for (int episode = 0; episode < episodes; episode++)
        {
            Parallel.For(0, Count, environment => shared.Play(environment, (ulong)((episode * Count) + environment)));
        }

        for (int environment = 0; environment < Count; environment++)
        {
            IReadOnlyList<Player.PlayedStep> expected = alone.Play(environment, (ulong)(((episodes - 1) * Count) + environment));
            Assert.Equal(expected.Select(played => played.Result), shared.Record(environment).Select(played => played.Result));
        }
    }

    [Theory]
    [MemberData(nameof(BuiltIns))]
    public void Every_setting_of_a_built_in_environment_is_described(string name)
    {
        foreach (var property in EnvironmentRegistry.WithBuiltIns()[name].SettingsType.GetProperties())
        {
            Assert.True(Attribute.IsDefined(property, typeof(SettingAttribute)), $"{property.Name} has no [Setting]");
        }
    }
}
