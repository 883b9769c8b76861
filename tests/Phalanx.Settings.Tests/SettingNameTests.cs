namespace Phalanx.Settings.Tests;

public sealed class SettingNameTests
{
    [Theory]
    [InlineData("Seed", "seed")]
    [InlineData("FirstWeight", "first_weight")]
    [InlineData("ClipAt", "clip_at")]
    [InlineData("Ones5", "ones5")]
    [InlineData("StepOneHot", "step_one_hot")]
    public void Names_are_spelt_in_snake_case(string name, string spelt) => Assert.Equal(spelt, SettingName.Of(name));
}
