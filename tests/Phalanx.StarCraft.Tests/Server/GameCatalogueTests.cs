using Phalanx.StarCraft.Protocol;
using static Phalanx.StarCraft.Tests.Server.PlayedGame;

namespace Phalanx.StarCraft.Tests.Server;

public class GameCatalogueTests
{
    [Theory]
    [InlineData("10gen_protoss", 9)]
    [InlineData("MMM", 3)]
    public void The_types_of_the_map_are_the_last_of_the_list(string map, int own)
    {
        ResponseData list = On(map).Do(new Request { Data = new RequestData { UnitTypeId = true } }).Data;
        Assert.Equal(1970 + own, list.Units.Count);
        Assert.Equal(Enumerable.Range(0, list.Units.Count).Select(number => (uint)number), list.Units.Select(type => type.UnitId));
        Assert.Empty(list.Abilities);
        Assert.Equal(map == "MMM" ? "Marauder_RL" : "Baneling_RL", list.Units[1970].Name);
        Assert.Equal(("SpineCrawler", Race.Zerg), (list.Units[98].Name, list.Units[98].Race));
        UnitTypeData stalker = list.Units[74];
        Assert.Equal((2.953125f, 1f, 10f, Race.Protoss, true), (stalker.MovementSpeed, stalker.Armor, stalker.SightRange, stalker.Race, stalker.Available));
        Assert.False(list.Units[0].Available);
    }

    [Fact]
    public void The_abilities_of_battles_are_listed_when_they_are_asked_for()
    {
        ResponseData list = On("3m").Do(new Request { Data = new RequestData { AbilityId = true } }).Data;
        Assert.Equal([4u, 16u, 23u, 386u], list.Abilities.Select(ability => ability.AbilityId));
        Assert.Empty(list.Units);
    }

    [Fact]
    public void A_unit_tells_what_it_can_do()
    {
        PlayedGame game = On("MMM");
        List<Unit> units = game.Units();
        ulong[] asked = [units[0].Tag, units[9].Tag, units[10].Tag, 3];
        ResponseQuery answer = game.Do(new Request { Query = new RequestQuery { Abilities = { asked.Select(tag => new RequestQueryAvailableAbilities { UnitTag = tag }) } } }).Query;
        Assert.Equal(asked, answer.Abilities.Select(unit => unit.UnitTag));
        Assert.Equal([1970u, 1972u, 48u, 0u], answer.Abilities.Select(unit => unit.UnitTypeId));
        Assert.Equal(["4 16 23", "4 16 386", "", ""], answer.Abilities.Select(unit => string.Join(' ', unit.Abilities.Select(ability => ability.AbilityId))));
    }

    [Fact]
    public void Ways_and_places_of_buildings_cannot_be_asked_for()
    {
        PlayedGame game = On("3m");
        Assert.Single(game.Ask(new Request { Query = new RequestQuery { Pathing = { new RequestQueryPathing() } } }).Error);
        Assert.Single(game.Ask(new Request { Query = new RequestQuery { Placements = { new RequestQueryBuildingPlacement() } } }).Error);
    }
}
