using Phalanx.StarCraft.Protocol;

namespace Phalanx.StarCraft.Client;

/// <summary>The units that the game sent last, in its order. Nothing is allocated once there is room for all of them.</summary>
internal sealed class SeenUnits
{
    private ObservedUnit[] _units = new ObservedUnit[16];

    /// <summary>The units.</summary>
    public ReadOnlySpan<ObservedUnit> All => _units.AsSpan(0, Count);

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The loop of the simulation.</summary>
    public uint Loop { get; private set; }

    /// <summary>How many units a player has.</summary>
    public int CountOf(int owner)
    {
        int count = 0;
        foreach (ref readonly ObservedUnit unit in All)
        {
            count += unit.Owner == owner ? 1 : 0;
        }

        return count;
    }

    /// <summary>Reads an observation.</summary>
    /// <param name="response">The game's answer.</param>
    /// <exception cref="GameFaultException">It is damaged, or the game is over.</exception>
    public void Read(ReadOnlySpan<byte> response)
    {
        Count = 0;
        bool observes = false;
        var reader = new WireReader(response);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case ResponseObservation.ObservationFieldNumber:
                    ReadObservation(reader.Block());
                    observes = true;
                    break;
                case ResponseObservation.PlayerResultFieldNumber:
                    throw new GameFaultException("has already ended");
                default:
                    reader.Skip();
                    break;
            }
        }

        if (!observes)
        {
            throw new GameFaultException("sent an observation without anything observed");
        }
    }

    private static void ReadPlace(ReadOnlySpan<byte> point, ref ObservedUnit unit)
    {
        var reader = new WireReader(point);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case Point.XFieldNumber:
                    unit.X = reader.Single();
                    break;
                case Point.YFieldNumber:
                    unit.Y = reader.Single();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private void ReadObservation(ReadOnlySpan<byte> observation)
    {
        var reader = new WireReader(observation);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case Protocol.Observation.GameLoopFieldNumber:
                    Loop = (uint)reader.Varint();
                    break;
                case Protocol.Observation.RawDataFieldNumber:
                    ReadRaw(reader.Block());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private void ReadRaw(ReadOnlySpan<byte> raw)
    {
        var reader = new WireReader(raw);
        while (reader.Next())
        {
            if (reader.Field == ObservationRaw.UnitsFieldNumber)
            {
                if (Count == _units.Length)
                {
                    Array.Resize(ref _units, 2 * Count);
                }

                ref ObservedUnit unit = ref _units[Count++];
                unit = default;
                ReadUnit(reader.Block(), ref unit);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static void ReadUnit(ReadOnlySpan<byte> message, ref ObservedUnit unit)
    {
        var reader = new WireReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case Unit.TagFieldNumber:
                    unit.Tag = reader.Varint();
                    break;
                case Unit.UnitTypeFieldNumber:
                    unit.Type = (uint)reader.Varint();
                    break;
                case Unit.OwnerFieldNumber:
                    unit.Owner = (int)reader.Varint();
                    break;
                case Unit.PosFieldNumber:
                    ReadPlace(reader.Block(), ref unit);
                    break;
                case Unit.HealthFieldNumber:
                    unit.Health = reader.Single();
                    break;
                case Unit.HealthMaxFieldNumber:
                    unit.HealthMax = reader.Single();
                    break;
                case Unit.ShieldFieldNumber:
                    unit.Shield = reader.Single();
                    break;
                case Unit.EnergyFieldNumber:
                    unit.Energy = reader.Single();
                    break;
                case Unit.WeaponCooldownFieldNumber:
                    unit.Cooldown = reader.Single();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }
}
