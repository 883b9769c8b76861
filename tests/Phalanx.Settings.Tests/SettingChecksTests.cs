using Phalanx.Foundation;

namespace Phalanx.Settings.Tests;

public sealed class SettingChecksTests
{
    private enum Colour
    {
        Red,
        DarkBlue,
    }

    [Fact]
    public void Settings_within_their_limits_pass()
    {
        SettingChecks.ThrowIfInvalid(new Settings { Share = 1, Least = 3, Most = -1, Anything = -1e300, Colour = Colour.DarkBlue }, "env");
        SettingChecks.ThrowIfInvalid(new Settings { Share = 0, Most = 0, Maybe = 4 }, "env");
    }

    [Fact]
    public void A_refused_setting_is_told_with_the_values_allowed()
    {
        AssertRefused("env.share is 1.5; it must be a finite number from 0 to 1", new Settings { Share = 1.5 });
        AssertRefused("env.share is NaN; it must be a finite number from 0 to 1", new Settings { Share = double.NaN });
        AssertRefused("env.least is 2; it must be a whole number from 3 to 2147483647", new Settings { Least = 2 });
        AssertRefused("env.most is 1; it must be a finite number of at most 0", new Settings { Most = 1 });
        AssertRefused("env.anything is Infinity; it must be a finite number", new Settings { Anything = double.PositiveInfinity });
        AssertRefused("env.maybe is 5; it must be a finite number of at most 4, or empty", new Settings { Maybe = 5 });
        AssertRefused("env.colour is 7; it must be one of red, dark_blue", new Settings { Colour = (Colour)7 });
    }

    private static void AssertRefused(string message, Settings settings) =>
        Assert.Equal(message, Assert.Throws<UserErrorException>(() => SettingChecks.ThrowIfInvalid(settings, "env")).Message);

    private sealed record Settings
    {
        [Setting("a share", Min = 0, Max = 1)]
        public double Share { get; init; }

        [Setting("a count", Min = 3)]
        public int Least { get; init; } = 3;

        [Setting("a cost", Max = 0)]
        public double Most { get; init; }

        public double Anything { get; init; }

        [Setting("something optional", Max = 4)]
        public double? Maybe { get; init; }

        public Colour Colour { get; init; }

        public string Text { get; init; } = "text";

        public bool Flag { get; init; }
    }
}
