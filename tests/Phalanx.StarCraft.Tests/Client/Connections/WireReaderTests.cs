using Google.Protobuf;
using Phalanx.Foundation;
using Phalanx.StarCraft.Client;
using Phalanx.StarCraft.Protocol;

namespace Phalanx.StarCraft.Tests.Client.Connections;

public class WireReaderTests
{
    private static readonly StreamPurpose Purpose = StreamPurpose.Named("wire reader tests");

    /// <summary>What is read by hand is what the generated classes read.</summary>
    [Fact]
    public void Units_are_read_as_the_generated_classes_read_them()
    {
        RandomStream random = new(1, Purpose, 0);
        for (int round = 0; round < 50; round++)
        {
            Observation sent = Drawn(ref random);
            var seen = new SeenUnits();
            seen.Read(new ResponseObservation { Observation = sent }.ToByteArray());
            Assert.Equal(sent.GameLoop, seen.Loop);
            Assert.Equal(sent.RawData.Units.Count, seen.Count);
            for (int unit = 0; unit < seen.Count; unit++)
            {
                Unit expected = sent.RawData.Units[unit];
                ObservedUnit read = seen.All[unit];
                Assert.Equal((expected.Tag, expected.UnitType, expected.Owner), (read.Tag, read.Type, read.Owner));
                Assert.Equal((expected.Pos.X, expected.Pos.Y, expected.Health, expected.HealthMax), (read.X, read.Y, read.Health, read.HealthMax));
                Assert.Equal((expected.Shield, expected.Energy, expected.WeaponCooldown), (read.Shield, read.Energy, read.Cooldown));
            }
        }
    }

    /// <summary>Bytes that are changed, lost or added are read as something, or refused as damaged; nothing else comes of them.</summary>
    [Fact]
    public void Damaged_messages_are_refused_and_do_no_harm()
    {
        RandomStream random = new(2, Purpose, 0);
        int refused = 0;
        for (int round = 0; round < 3000; round++)
        {
            byte[] message = new Response { Id = 9, Status = Status.InGame, Observation = new ResponseObservation { Observation = Drawn(ref random) } }.ToByteArray();
            for (int change = 0; change <= random.NextInt(3); change++)
            {
                message[random.NextInt(message.Length)] = (byte)random.NextInt(256);
            }

            if (random.NextInt(2) == 0)
            {
                message = message[..random.NextInt(message.Length)];
            }

            try
            {
                new SeenUnits().Read(GameAnswer.Read(message, Request.RequestOneofCase.Observation, 9).Body);
            }
            catch (GameFaultException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 500, 2999);
    }

    [Theory]
    [InlineData(new byte[] { 0x00, 0x01 }, "a field of number 0")]
    [InlineData(new byte[] { 0x0B }, "a field of kind 3")]
    [InlineData(new byte[] { 0x52, 0x05, 0x01 }, "a field of 5 bytes in the last 1")]
    [InlineData(new byte[] { 0x88, 0x06, 0x80 }, "a number without an end")]
    [InlineData(new byte[] { 0x0D, 0x00 }, "no end")]
    [InlineData(new byte[] { 0x92, 0x06, 0x00, 0x98, 0x06 }, "a number without an end")]
    [InlineData(new byte[] { 0x90, 0x06, 0x00 }, "field 98 of kind 0 where a message belongs")]
    public void What_is_damaged_is_told(byte[] message, string what)
    {
        GameFaultException refused = Assert.Throws<GameFaultException>(() => _ = GameAnswer.Read(message, Request.RequestOneofCase.Step, 1).Status);
        Assert.Equal($"sent a message that is damaged: it has {what}", refused.Message);
    }

    [Theory]
    [InlineData(0ul, 1)]
    [InlineData(127ul, 1)]
    [InlineData(128ul, 2)]
    [InlineData(ulong.MaxValue, 10)]
    public void Whole_numbers_take_the_bytes_that_they_are_told_to_take(ulong value, int size)
    {
        Span<byte> buffer = stackalloc byte[16];
        var writer = new WireWriter(buffer);
        writer.Varint(1, value);
        Assert.Equal((size, size + 1), (WireWriter.SizeOf(value), writer.Length));
        var reader = new WireReader(buffer[..writer.Length]);
        Assert.True(reader.Next());
        Assert.Equal(value, reader.Varint());
        Assert.False(reader.Next());
    }

    private static Observation Drawn(ref RandomStream random)
    {
        var raw = new ObservationRaw { Player = new PlayerRaw { Camera = new Point { X = 1 } }, Event = new Event { DeadUnits = { 4, 5 } } };
        for (int unit = random.NextInt(40); unit > 0; unit--)
        {
            raw.Units.Add(new Unit
            {
                DisplayType = DisplayType.Visible,
                Alliance = Alliance.Self,
                Tag = random.NextUInt64(),
                UnitType = (uint)random.NextInt(4000),
                Owner = random.NextInt(17),
                Pos = new Point { X = random.NextInt(32), Y = random.NextInt(1000) / 7f, Z = 3 },
                Facing = 2,
                Health = random.NextInt(500) / 3f,
                HealthMax = random.NextInt(500),
                Shield = random.NextInt(500),
                Energy = random.NextInt(200),
                WeaponCooldown = random.NextInt(100) / 9f,
                Orders = { new UnitOrder { AbilityId = 16, TargetWorldSpacePos = new Point { X = 1, Y = 2 } } },
                EngagedTargetTag = 12,
            });
        }

        return new Observation { GameLoop = (uint)random.NextInt(1 << 19), RawData = raw, PlayerCommon = new PlayerCommon { PlayerId = 1 } };
    }
}
