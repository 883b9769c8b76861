using Phalanx.StarCraft.Protocol;
using Phalanx.StarCraft.Server;
using static Phalanx.StarCraft.Tests.Server.PlayedGame;

namespace Phalanx.StarCraft.Tests.Server;

public class ObservationTests
{
    /// <summary>The numbers of the team's types begin where the version of the game has them (battles.md, 7.3).</summary>
    [Theory]
    [InlineData(1970)]
    [InlineData(2000)]
    public void Both_sides_stand_there_with_the_numbers_of_their_types(int first)
    {
        PlayedGame game = On("MMM2", options: new GameOptions { FirstUnitNumber = (uint)first });
        List<Unit> team = game.Units(1);
        Assert.Equal([0, 0, 1, 1, 1, 1, 1, 1, 1, 2], team.Select(unit => (int)unit.UnitType - first));
        Assert.All(team, unit => Assert.Equal(Alliance.Self, unit.Alliance));
        List<Unit> enemies = game.Units(2);
        Assert.Equal([48, 48, 48, 48, 48, 48, 48, 48, 51, 51, 51, 54], enemies.Select(unit => (int)unit.UnitType));
        Assert.All(enemies, unit => Assert.Equal(Alliance.Enemy, unit.Alliance));
        Assert.Equal(Enumerable.Range(0, 22).Select(unit => 0x1_0000_0001UL + (ulong)unit), team.Concat(enemies).Select(unit => unit.Tag));
    }

    [Fact]
    public void A_unit_has_what_its_kind_has()
    {
        Unit medivac = On("MMM").Units(1)[^1];
        Assert.Equal((true, 150f, 150f, 50f, 200f, 0.75f), (medivac.IsFlying, medivac.Health, medivac.HealthMax, medivac.Energy, medivac.EnergyMax, medivac.Radius));
        Assert.Equal((DisplayType.Visible, CloakState.NotCloaked, 1f), (medivac.DisplayType, medivac.Cloak, medivac.BuildProgress));
        Assert.True(medivac.Pos.Z > 0);
        Unit stalker = On("2s3z").Units(1)[0];
        Assert.Equal((false, 80f, 80f, 80f, 80f, 0.625f), (stalker.IsFlying, stalker.Health, stalker.HealthMax, stalker.Shield, stalker.ShieldMax, stalker.Radius));
        Assert.False(stalker.HasEnergy);
    }

    [Fact]
    public void What_the_game_hides_of_the_enemy_is_hidden()
    {
        PlayedGame game = On("MMM");
        for (int step = 0; step < 8; step++)
        {
            game.Step();
        }

        Assert.All(game.Units(1), unit => Assert.True(unit.HasWeaponCooldown));
        Assert.All(game.Units(2), unit => Assert.False(unit.HasWeaponCooldown || unit.HasEnergy || unit.HasEnergyMax || unit.HasEngagedTargetTag || unit.Orders.Count > 0));
    }

    [Fact]
    public void A_unit_looks_where_it_walks()
    {
        PlayedGame game = On("3m");
        Unit unit = game.Units(1)[0];
        game.Act(Command(Abilities.Move, unit.Tag, point: new Point2D { X = unit.Pos.X, Y = unit.Pos.Y - 2 }));
        game.Step(1);
        Assert.Equal(1.5f * MathF.PI, game.Units(1)[0].Facing, 3);
        Assert.Equal(MathF.PI, game.Units(2)[1].Facing, 0.2f);
    }

    [Fact]
    public void The_clock_goes_by_loops()
    {
        PlayedGame game = On("3m");
        Assert.Equal(0u, game.Observe().Observation.GameLoop);
        Assert.Equal(8u, game.Step());
        Assert.Equal(9u, game.Do(new Request { Step = new RequestStep() }).Step.SimulationLoop);
        Assert.Equal(9u, game.Observe().Observation.GameLoop);
        Assert.Equal(1u, game.Observe().Observation.PlayerCommon.PlayerId);
    }

    [Fact]
    public void The_same_seed_and_actions_give_the_same_bytes_and_another_seed_others()
    {
        byte[] first = Play(5);
        Assert.Equal(first, Play(5));
        Assert.NotEqual(first, Play(6));
    }

    private static byte[] Play(uint seed)
    {
        PlayedGame game = On("3s5z", seed);
        List<byte> bytes = [];
        for (int battle = 0; battle < 2; battle++)
        {
            for (int step = 0; step < 25; step++)
            {
                List<Unit> units = game.Units();
                Unit? enemy = units.FirstOrDefault(unit => unit.Owner == 2);
                var act = new RequestAction
                {
                    Actions = { units.Where(unit => unit.Owner == 1 && enemy is not null).Select(unit => Command(Abilities.Attack, unit.Tag, enemy!.Tag)) },
                };
                bytes.AddRange(game.AskForBytes(new Request { Action = act, Id = 1 }));
                bytes.AddRange(game.AskForBytes(new Request { Step = new RequestStep { Count = 8 } }));
                bytes.AddRange(game.AskForBytes(new Request { Observation = new RequestObservation() }));
            }

            game.Kill(game.Units());
            game.Step(2);
        }

        return [.. bytes];
    }
}
