using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Phalanx.Cli.Clusters;
using Phalanx.Cluster.Contracts;
using Phalanx.Cluster.Hubs;
using Phalanx.Studies.Ledgers;
using Phalanx.Studies.Slots;

namespace Phalanx.Cluster.Tests.Hubs;

public sealed class StatusLimitTests : IDisposable
{
    private const int MessageBytes = 8 << 20;

    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    [Theory]
    [InlineData(25_000, 300, 'x')]
    [InlineData(5_000, 2_000, '界')]
    [InlineData(100_000, 1, 'x')]
    public void A_study_with_any_number_of_failed_cells_fits_into_a_message_and_all_are_counted(int cells, int letters, char letter)
    {
        StudyStatus small = Study("small", Failed(3, 10, 'x'));
        StudyStatus large = Study("large", [.. Failed(cells, letters, letter), Leased("9998"), Doubted("9999")]);
        HubStatus status = StatusLimit.Fitted(new HubStatus(null, [large, small], [], []), MessageBytes);
        Assert.InRange(BytesOf(status), 1, MessageBytes - 1024);
        Assert.Same(small, status.Studies[1]);
        StudyStatus told = status.Studies[0];
        Assert.Equal((cells + 2, cells, 1), (told.Cells, told.Failed, told.Running));
        Assert.Equal(cells + 2, told.Shown.Length + told.Untold);
        Assert.True(told.Untold > 0);
        Assert.True(told.Shown.Length > 500);
        Assert.Single(told.InDoubt);
        Assert.Single(told.Shown, cell => cell.Phase == CellStatus.Leased);
        Assert.Equal(told.Shown.Select(cell => cell.Cell).Order(StringComparer.Ordinal), told.Shown.Select(cell => cell.Cell));
        var text = new StringWriter { NewLine = "\n" };
        ClusterReport.Print(text, "hub:1", status);
        Assert.Contains($"\n  {told.Untold} more cells run, failed, were taken out or are in doubt", text.ToString(), StringComparison.Ordinal);
        Assert.Equal(told.Untold, (int)ClusterReport.Document("hub:1", status)["studies"]![0]!["untold"]!);
    }

    [Fact]
    public void Many_studies_share_a_message()
    {
        StudyStatus[] studies = [.. Enumerable.Range(0, 50).Select(study => Study($"s{study}", Failed(1000, 300, 'x')))];
        HubStatus status = StatusLimit.Fitted(new HubStatus(null, [.. studies], [], []), MessageBytes);
        Assert.InRange(BytesOf(status), 1, MessageBytes - 1024);
        Assert.All(status.Studies, study => Assert.InRange(study.Shown.Length, 100, 1000));
    }

    [Fact]
    public void Workers_and_troubles_that_do_not_fit_are_left_out_and_counted()
    {
        WorkerStatus[] workers = [.. Enumerable.Range(0, 4000).Select(worker => new WorkerStatus($"w{worker}", "bits", 1, 1, 1, new string('界', 2000)))];
        string[] troubles = [.. Enumerable.Repeat(new string('界', 2000), 1000)];
        HubStatus status = StatusLimit.Fitted(new HubStatus(null, [], [.. workers], [.. troubles]), MessageBytes);
        Assert.InRange(BytesOf(status), 1, MessageBytes - 1024);
        Assert.StartsWith($"{4000 - status.Workers.Length} more workers are not told", status.Troubles[0], StringComparison.Ordinal);
    }

    [Fact]
    public void What_fits_is_told_as_it_is()
    {
        var status = new HubStatus("bits", [Study("s", Failed(10, 10, 'x'))], [new WorkerStatus("w", "bits", 1, 1, 1, "note")], ["trouble"]);
        HubStatus told = StatusLimit.Fitted(status, MessageBytes);
        Assert.Equal((status.Studies.Single(), status.Workers.Single(), "trouble"), (told.Studies.Single(), told.Workers.Single(), told.Troubles.Single()));
    }

    private static IEnumerable<CellStanding> Failed(int cells, int letters, char letter) => Enumerable.Range(0, cells)
        .Select(cell => new CellStanding($"{cell:D6}-qmix-0") { Phase = CellPhase.Failed, Worker = "worker", Message = new string(letter, letters), Outcome = SlotOutcome.Fault });

    private static CellStanding Leased(string cell) => new(cell) { Phase = CellPhase.Leased, Worker = "worker" };

    private static CellStanding Doubted(string cell) => new(cell) { Phase = CellPhase.Done, Worker = "worker", Doubt = "a and b came to different results" };

    private static StudyStatus Study(string name, IEnumerable<CellStanding> standings) => StudyTally.Of(name, "bits", [.. standings], _ => 100, _ => null);

    private int BytesOf(HubStatus status) => _services.GetRequiredService<Serializer>().SerializeToArray(status).Length;
}
