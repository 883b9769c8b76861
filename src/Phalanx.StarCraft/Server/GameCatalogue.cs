using Phalanx.Environments.Battles;
using Phalanx.StarCraft.Protocol;
using Target = Phalanx.StarCraft.Protocol.AbilityData.Types.Target;

namespace Phalanx.StarCraft.Server;

/// <summary>
/// What there is, as the game lists it: unit types by number, of which those that the map brings along are the last. Numbers of types that no battle has are in
/// the list without a name, because SMACv2 finds the map's types by the length of the list.
/// </summary>
internal static class GameCatalogue
{
    // The game counts in seconds of 16 loops.
    private const double LoopsPerSecond = 16;

    private static readonly (int Number, string Name, Target Target)[] KnownAbilities =
    [
        (Abilities.Stop, "stop", Target.None), (Abilities.Move, "move", Target.Point), (Abilities.Attack, "attack", Target.Unit), (Abilities.Heal, "heal", Target.Unit),
    ];

    /// <summary>What a client asked for.</summary>
    /// <param name="request">Which lists it wants.</param>
    /// <param name="map">The map.</param>
    /// <param name="firstNumber">The number of the first type that the map brings along.</param>
    public static ResponseData Of(RequestData request, ServedMap map, uint firstNumber)
    {
        var answer = new ResponseData();
        if (request.AbilityId)
        {
            answer.Abilities.Add(KnownAbilities.Select(ability => new AbilityData
            {
                AbilityId = (uint)ability.Number,
                LinkName = ability.Name,
                ButtonName = ability.Name,
                FriendlyName = ability.Name,
                Available = true,
                Target = ability.Target,
            }));
        }

        if (request.UnitTypeId)
        {
            for (uint number = 0; number < firstNumber; number++)
            {
                answer.Units.Add(UnitNumbers.StockNames.TryGetValue(number, out string? name)
                    ? Describe(number, NameOf(name), Battlefield.StockOf(name))
                    : new UnitTypeData { UnitId = number, Available = false });
            }

            answer.Units.Add(map.TeamTypes.Select((type, place) => Describe(firstNumber + (uint)place, $"{NameOf(type.Name)}_RL", type)));
        }

        return answer;
    }

    /// <summary>The abilities of a unit.</summary>
    /// <param name="field">All units.</param>
    /// <param name="tag">The unit.</param>
    /// <param name="map">The map.</param>
    /// <param name="firstNumber">The number of the first type that the map brings along.</param>
    public static ResponseQueryAvailableAbilities AbilitiesOf(Battlefield field, ulong tag, ServedMap map, uint firstNumber)
    {
        var answer = new ResponseQueryAvailableAbilities { UnitTag = tag };
        if (field.Find(tag) is >= 0 and int unit)
        {
            UnitType type = field.Forces.Types[unit];
            if (field.Forces.IsAlly(unit))
            {
                answer.UnitTypeId = map.NumberOf(type, firstNumber);
                answer.Abilities.Add(new AvailableAbility { AbilityId = Abilities.Stop });
                answer.Abilities.Add(new AvailableAbility { AbilityId = Abilities.Move, RequiresPoint = true });
                answer.Abilities.Add(new AvailableAbility { AbilityId = type.IsHealer ? Abilities.Heal : Abilities.Attack });
            }
            else
            {
                answer.UnitTypeId = UnitNumbers.OfStock(type);
            }
        }

        return answer;
    }

    private static UnitTypeData Describe(uint number, string name, UnitType type) => new()
    {
        UnitId = number,
        Name = name,
        Available = true,
        MovementSpeed = (float)(type.Speed * LoopsPerSecond),
        Armor = (float)type.Armor,
        SightRange = (float)type.Sight,
        Race = RaceOf(type),
    };

    /// <summary>The game writes <c>SpineCrawler</c>.</summary>
    private static string NameOf(string name) => string.Concat(name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static Race RaceOf(UnitType type) => type.Shield > 0 ? Race.Protoss : type.HealthPerTick > 0 ? Race.Zerg : Race.Terran;
}
