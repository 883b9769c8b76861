using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Phalanx.Cluster.Contracts;
using Phalanx.Learning.Runs;
using Phalanx.Studies.Slots;

namespace Phalanx.Cluster.Tests.Contracts;

public sealed class WireTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    public void A_payload_comes_as_it_went(int length)
    {
        byte[] bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        Payload received = Through(new Payload(bytes));
        Assert.True(received.Bytes.Span.SequenceEqual(bytes));
        received.Return();
        Assert.True(received.Bytes.IsEmpty);
        received.Return();
    }

    [Fact]
    public void A_payload_that_is_too_large_or_torn_is_refused()
    {
        Serializer serializer = _services.GetRequiredService<Serializer>();
        byte[] written = serializer.SerializeToArray(new Payload(new byte[Payload.MostBytes + 1]));
        Assert.ThrowsAny<Exception>(() => serializer.Deserialize<Payload>(written));
        byte[] small = serializer.SerializeToArray(new Payload(new byte[1000]));
        Assert.ThrowsAny<Exception>(() => serializer.Deserialize<Payload>(small.AsMemory(0, 500)));
    }

    [Fact]
    public void Messages_come_as_they_went()
    {
        var news = new SlotNews(3, "study", "cell", 5, 100, 2.5, SlotOutcome.MachineFault, "no space");
        Assert.Equal(news, Through(news));
        Assert.Equal(new SlotNews(0, null, null, 0, 0, 0, null, null), Through(new SlotNews(0, null, null, 0, 0, 0, null, null)));
        var order = new CellOrder("s", "c", 7, "yaml", 9, 3, ["a", "b"]);
        var orders = new Orders(true, [new SlotDirective(1, true, null), new SlotDirective(2, false, order)]);
        ImmutableArray<SlotDirective> came = Through(orders).Slots;
        Assert.Equal(orders.Slots[0], came[0]);
        Assert.Equal(order.Inputs.AsEnumerable(), came[1].Start!.Inputs);
        Assert.Equal(order, came[1].Start! with { Inputs = order.Inputs });
        var manifest = new RunManifest(40, [new RunManifestFile("settings.yaml", 4, new string('a', 64)), new RunManifestFile("replay/episodes-000000000000.bin", 9, "0011aabb")]);
        Assert.Equal(manifest.Files, Through(WireManifest.Of(manifest)).ToManifest().Files);
    }

    [Fact]
    public void A_manifest_with_a_name_that_leads_elsewhere_is_refused() => Assert.Throws<InvalidDataException>(
        () => Through(new WireManifest(1, [new WireFile("../../x", 1, new string('a', 64))])).ToManifest());

    private T Through<T>(T value)
        where T : class
    {
        Serializer serializer = _services.GetRequiredService<Serializer>();
        return serializer.Deserialize<T>(serializer.SerializeToArray(value))!;
    }
}
